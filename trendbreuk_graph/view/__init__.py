"""The network as one HTML file that opens from an e-mail: no network, every tie with its sources."""

from __future__ import annotations
