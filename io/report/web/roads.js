// Streets on a canvas of their own: colour and width by the numbers of a layer, each direction on its side.
const roadCache = new Map();
async function roadsOf(shown) {
  const id = maps.shown[shown]?.roads;
  if (id === undefined) return null;
  if (!roadCache.has(id)) roadCache.set(id, inflatedText(id).then(JSON.parse));
  return roadCache.get(id);
}

const RoadLayer = L.Layer.extend({
  initialize(pane) { this.paneName = pane; this.content = null; },
  onAdd(map) {
    this.canvas = el("canvas", {class: "leaflet-zoom-hide"});
    map.getPane(this.paneName).appendChild(this.canvas);
    map.on("moveend zoomend resize viewreset", this.draw, this);
    this.draw();
  },
  onRemove(map) { this.canvas.remove(); map.off("moveend zoomend resize viewreset", this.draw, this); },

  // content: {roads, colours: edge → css colour or null, widths: edge → pixels}; null shows nothing
  setContent(content) { this.content = content; if (this._map) this.draw(); },

  draw() {
    const margin = 0.25; // of the view, so that dragging shows no empty border at once
    const size = this._map.getSize();
    const corner = L.point(-margin * size.x, -margin * size.y).round();
    const ratio = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(size.x * (1 + 2 * margin)), Math.round(size.y * (1 + 2 * margin))];
    L.DomUtil.setPosition(this.canvas, this._map.containerPointToLayerPoint(corner));
    Object.assign(this.canvas, {width: wide * ratio, height: high * ratio});
    Object.assign(this.canvas.style, {width: `${wide}px`, height: `${high}px`});
    if (!this.content) return;
    const pen = this.canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.lineCap = "round";
    const points = screenPoints(this._map, this.content.roads, corner);
    for (const pass of ["casing", "colour"]) this.drawEdges(pen, points, pass);
  },

  drawEdges(pen, points, pass) {
    const {roads, colours, widths} = this.content;
    const edges = [...roads.from.keys()].sort((a, b) => widths[a] - widths[b]);
    for (const edge of edges) {
      const colour = colours[edge];
      if (pass === "casing" && !colour) continue;
      const [ax, ay, bx, by] = sidePoints(points, roads, edge, widths[edge]);
      pen.strokeStyle = pass === "casing" ? "rgba(255, 255, 255, 0.9)" : colour ?? "rgba(70, 80, 90, 0.4)";
      pen.lineWidth = pass === "casing" ? widths[edge] + 1.6 : widths[edge];
      pen.beginPath();
      pen.moveTo(ax, ay);
      pen.lineTo(bx, by);
      pen.stroke();
    }
  },
});

const placeOf = (x, y) => L.latLng(y, x); // CRS.Simple: y is the latitude

function screenPoints(map, roads, corner) {
  return roads.x.map((x, node) => map.latLngToContainerPoint(placeOf(x, roads.y[node])).subtract(corner));
}

// Ends of an edge on the screen, moved to the right of its direction by half its width.
function sidePoints(points, roads, edge, width) {
  const a = points[roads.from[edge]], b = points[roads.to[edge]];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ox, oy] = [-dy / length * (width / 2 + 0.5), dx / length * (width / 2 + 0.5)];
  return [a.x + ox, a.y + oy, b.x + ox, b.y + oy];
}

// The edge nearest to a point of the map's container, at most `reach` pixels away; −1 where there is none.
function edgeAt(map, content, point, reach) {
  const points = screenPoints(map, content.roads, L.point(0, 0));
  let best = -1, nearest = reach;
  for (let edge = 0; edge < content.roads.from.length; ++edge) {
    const [ax, ay, bx, by] = sidePoints(points, content.roads, edge, content.widths[edge]);
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.min(Math.max(((point.x - ax) * dx + (point.y - ay) * dy) / (dx * dx + dy * dy || 1), 0), 1);
    const distance = Math.hypot(point.x - ax - along * dx, point.y - ay - along * dy) - content.widths[edge] / 2;
    if (distance < nearest) [best, nearest] = [edge, distance];
  }
  return best;
}
