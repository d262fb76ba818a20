"""What the shape of the network says: pure functions from a :class:`~trendbreuk_graph.network.Network` to IRIs and numbers.

All measures rest on one reading, :class:`~trendbreuk_graph.measures.twomode.TwoMode`: participants and projects as two kinds of
nodes, and a tie where a document names a participant with a project. They are computed on that graph, not on a projection,
wherever the measure allows it: projected, a project with forty partners becomes a clique of forty and makes everyone in it look
central. Where a measure needs ties between participants, a project with k participants gives each of its pairs 1/(k − 1).

Two choices come back in every function:

- ``expand`` keeps the municipalities of the region apart, which are else one node, their group;
- ``open_groups`` puts the members that the documents name in the place of a kind of actor.

Nothing depends on the order of a set or on the hash seed: nodes are numbered in the order of their IRIs, and equals are ranked by IRI.
None says that a measure is not defined; it is never nan.

All of it is exact, except shares of shortest paths and closeness in a network of more than some 3,500 projects, which are estimated from
a fixed sample and carry it: see :mod:`~trendbreuk_graph.measures.sampling`.
"""
