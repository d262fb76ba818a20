"use strict";
// Signs as vis-network draws them, so that the legend, the chosen neighbourhood and the saved picture look the same.
const shapes = {
  dot(c, x, y, r) { c.arc(x, y, r, 0, 2 * Math.PI); },
  square(c, x, y, r) { c.rect(x - r, y - r, 2 * r, 2 * r); },
  diamond(c, x, y, r) { polygon(c, [[x, y + r], [x + r, y], [x, y - r], [x - r, y]]); },
  hexagon(c, x, y, r) {
    polygon(c, [0, 1, 2, 3, 4, 5].map((k) => [x + r * Math.cos((k * Math.PI) / 3), y + r * Math.sin((k * Math.PI) / 3)]));
  },
  triangle(c, x, y, r) { threeCorners(c, x, y, r, -1); },
  triangleDown(c, x, y, r) { threeCorners(c, x, y, r, 1); },
  star(c, x, y, r) {
    const size = 0.82 * r, low = y + 0.1 * size;
    polygon(c, Array.from({ length: 10 }, (_, k) => {
      const far = k % 2 ? 0.5 * size : 1.3 * size;
      return [x + far * Math.sin((k * Math.PI) / 5), low - far * Math.cos((k * Math.PI) / 5)];
    }));
  },
};

function polygon(c, points) {
  c.moveTo(points[0][0], points[0][1]);
  for (const [x, y] of points.slice(1)) c.lineTo(x, y);
  c.closePath();
}

function threeCorners(c, x, y, r, down) {
  const size = 1.15 * r, side = (Math.sqrt(3) / 3) * size, high = Math.sqrt(3) * size - side, middle = y - down * 0.275 * size;
  polygon(c, [[x, middle + down * high], [x + size, middle - down * side], [x - size, middle - down * side]]);
}

function drawSign(c, shape, fill, border, x, y, r, width) {
  c.beginPath();
  shapes[shape](c, x, y, r);
  c.fillStyle = fill;
  c.fill();
  c.lineWidth = width;
  c.strokeStyle = border;
  c.stroke();
}
