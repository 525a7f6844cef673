// The cycle lies on an ellipse, clockwise: a thread, what it wants, the thread
// that holds that, and so on. Threads outside of it stand above.
#include "labs/interleave/report/html_graph.hh"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <optional>
#include <utility>
#include <vector>

#include "labs/interleave/report/html_text.hh"
#include "labs/interleave/report/plain_text.hh"

namespace interleave {

namespace {

constexpr std::size_t kMostInCycle = 10;
constexpr std::size_t kMostOutside = 6;
constexpr double kHalfHeight = 17;
constexpr double kMargin = 28;
constexpr double kLabel = 92;  // width of "waits, line 22"

struct Point {
  double x = 0, y = 0;
};

struct Node {
  std::string label;
  std::optional<unsigned> thread;  // else a lock, or what else is waited for
  Point at;
  double half_width = 0;
};

struct Edge {
  std::size_t from = 0, to = 0;
  bool holds = false;  // else: waits
  std::string label;
};

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value + 0.0);
  return text;
}

std::string xy(Point p) { return number(p.x) + " " + number(p.y); }

// Where the line from the middle of a node towards `to` leaves it.
Point border(const Node& node, Point to, double gap) {
  const double dx = to.x - node.at.x;
  const double dy = to.y - node.at.y;
  const double sx = (node.half_width + gap) / std::max(std::abs(dx), 1e-9);
  const double sy = (kHalfHeight + gap) / std::max(std::abs(dy), 1e-9);
  const double s = std::min(sx, sy);
  return {node.at.x + dx * s, node.at.y + dy * s};
}

class Graph {
 public:
  explicit Graph(const TraceDocument& document)
      : document_(document), finding_(document.findings.front()) {
    for (const unsigned thread : finding_.threads) add_waiting(thread);
    in_cycle_ = nodes_.size();
    for (const std::uint32_t step : finding_.steps) add_holding(step);
    for (const TraceThread& thread : document.threads)
      if (outside(thread)) add_outside(thread.number);
    connect_joins();
    place();
  }

  std::string draw() const {
    const std::string size = number(width_) + " " + number(height_);
    std::string text =
        "<figure class=\"graph\">\n<svg viewBox=\"0 0 " + size + "\" width=\"" +
        number(width_) + "\" height=\"" + number(height_) +
        "\" role=\"img\" aria-labelledby=\"graph-words\">\n"
        "<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" "
        "markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\">"
        "<path d=\"M0 0 10 5 0 10z\"/></marker></defs>\n";
    for (const Edge& edge : edges_) text += drawn(edge);
    for (const Node& node : nodes_) text += drawn(node);
    return text +
           "</svg>\n<figcaption id=\"graph-words\">Who waits for whom: "
           "an arrow leads from a thread to what it waits for, and from "
           "a lock to the thread that holds it.</figcaption>\n"
           "</figure>\n";
  }

 private:
  static std::string line_of(const SourcePlace& place) {
    return place.line == 0 ? "" : ", line " + std::to_string(place.line);
  }

  std::optional<std::size_t> find(const std::string& label) const {
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (nodes_[i].label == label) return i;
    return std::nullopt;
  }

  std::size_t add(const std::string& label, std::optional<unsigned> thread) {
    if (const auto there = find(label)) return *there;
    Node node{label, thread, {}, 0};
    node.half_width =
        4.5 * static_cast<double>(width_of(plain_text(label))) + 14;
    nodes_.push_back(node);
    return nodes_.size() - 1;
  }

  bool is_thread(const std::string& label) const {
    return std::any_of(
        document_.threads.begin(), document_.threads.end(),
        [&](const TraceThread& thread) { return thread.name == label; });
  }

  std::size_t add_thread(unsigned number) {
    return add(document_.threads[number].name, number);
  }

  void add_waiting(unsigned number) {
    const TraceThread& thread = document_.threads[number];
    const std::size_t from = add_thread(number);
    if (thread.pending_object.empty()) return;
    const SourcePlace place =
        thread.stack.empty() ? SourcePlace() : thread.stack.front();
    // A thread that is joined may come later in the cycle.
    if (is_thread(thread.pending_object)) {
      joins_.push_back({from, thread.pending_object, line_of(place)});
      return;
    }
    const std::size_t to = add(thread.pending_object, std::nullopt);
    edges_.push_back({from, to, false, "waits" + line_of(place)});
  }

  void add_holding(std::uint32_t number) {
    const TraceStep& step = document_.steps[number];
    const auto lock = find(step.object);
    const auto holder = find(document_.threads[step.thread].name);
    const bool known = lock && holder && !nodes_[*lock].thread;
    if (known)
      edges_.push_back({*lock, *holder, true, "held" + line_of(step.place)});
  }

  bool outside(const TraceThread& thread) const {
    const auto& cycle = finding_.threads;
    return (thread.fate == ThreadFate::kBlocked ||
            thread.fate == ThreadFate::kWaiting) &&
           std::find(cycle.begin(), cycle.end(), thread.number) == cycle.end();
  }

  void add_outside(unsigned number) {
    if (nodes_.size() - in_cycle_ < kMostOutside) add_waiting(number);
  }

  void connect_joins() {
    for (const Join& join : joins_)
      if (const auto to = find(join.thread))
        edges_.push_back({join.from, *to, false, "waits" + join.line});
  }

  void place() {
    const auto count = static_cast<double>(std::max<std::size_t>(in_cycle_, 1));
    double widest = 0;
    for (const Node& node : nodes_) widest = std::max(widest, node.half_width);
    const double ry = pair() ? 40 : 30 + 22 * count;
    const double rx = pair() ? widest + 60 : std::max(ry * 1.2, widest + 60);
    const bool above = nodes_.size() > in_cycle_;
    const auto outside = static_cast<double>(nodes_.size() - in_cycle_);
    const double row = outside * (widest * 2 + 20);
    width_ = std::max(2 * (rx + std::max(widest, kLabel)), row) + 2 * kMargin;
    const double top = above ? 96 : 0;
    height_ = top + 2 * (ry + kHalfHeight + kMargin);
    const Point middle{width_ / 2, top + ry + kHalfHeight + kMargin};
    for (std::size_t i = 0; i < in_cycle_; ++i) {
      const double angle =
          (static_cast<double>(i) / count * 2 - (pair() ? 1 : 0.5)) *
          std::numbers::pi;
      nodes_[i].at = {middle.x + rx * std::cos(angle),
                      middle.y + ry * std::sin(angle)};
    }
    place_outside(widest);
  }

  // A thread and a lock: side by side.
  bool pair() const { return in_cycle_ <= 2; }

  // Ordered as what they wait for is, so that few edges cross.
  void place_outside(double widest) {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = in_cycle_; i < nodes_.size(); ++i) {
      double x = width_ / 2;
      for (const Edge& edge : edges_)
        if (edge.from == i && edge.to < in_cycle_) x = nodes_[edge.to].at.x;
      order.emplace_back(x, i);
    }
    std::sort(order.begin(), order.end());
    const double step = widest * 2 + 20;
    double x = width_ / 2 - step * (static_cast<double>(order.size()) - 1) / 2;
    for (const auto& [wanted, i] : order) {
      nodes_[i].at = {x, kMargin};
      x += step;
    }
  }

  bool outer(const Edge& edge) const {
    return edge.from >= in_cycle_ || edge.to >= in_cycle_;
  }

  // Bent outwards, so that two nodes can have edges both ways.
  std::string drawn(const Edge& edge) const {
    const Node& from = nodes_[edge.from];
    const Node& to = nodes_[edge.to];
    const double dx = to.at.x - from.at.x;
    const double dy = to.at.y - from.at.y;
    const double bend = outer(edge) ? 0 : pair() ? 0.35 : 0.16;
    const Point bow{(from.at.x + to.at.x) / 2 + dy * bend,
                    (from.at.y + to.at.y) / 2 - dx * bend};
    const Point start = border(from, bow, 2);
    const Point end = border(to, bow, 4);
    const double length = std::max(std::hypot(dx, dy), 1e-9);
    const Point out{dy / length, -dx / length};
    // Of a straight one in its upper half, away from the labels of the cycle.
    const double t = outer(edge) ? 0.3 : 0.5;
    const auto on_curve = [&](double a, double b, double c) {
      return (1 - t) * (1 - t) * a + 2 * t * (1 - t) * b + t * t * c;
    };
    const Point label{on_curve(start.x, bow.x, end.x) + out.x * 10,
                      on_curve(start.y, bow.y, end.y) + out.y * 10 + 4};
    const std::string side = out.x > 0.2    ? " right"
                             : out.x < -0.2 ? " left"
                                            : "";
    const std::string kind = edge.holds ? "holds" : "waits";
    return "<path class=\"edge " + kind + (outer(edge) ? " outer" : "") +
           "\" d=\"M" + xy(start) + " Q" + xy(bow) + " " + xy(end) +
           "\" marker-end=\"url(#tip)\"/>\n<text class=\"" + kind + side +
           "\" x=\"" + number(label.x) + "\" y=\"" + number(label.y) + "\">" +
           html_text(edge.label) + "</text>\n";
  }

  std::string drawn(const Node& node) const {
    const std::string kind =
        node.thread ? "thread " + thread_class(*node.thread) : "lock";
    return "<g class=\"" + kind + "\"><rect x=\"" +
           number(node.at.x - node.half_width) + "\" y=\"" +
           number(node.at.y - kHalfHeight) + "\" width=\"" +
           number(2 * node.half_width) + "\" height=\"" +
           number(2 * kHalfHeight) + "\" rx=\"" +
           (node.thread ? "5" : number(kHalfHeight)) + "\"/><text x=\"" +
           number(node.at.x) + "\" y=\"" + number(node.at.y + 4.5) + "\">" +
           html_text(node.label) + "</text></g>\n";
  }

  struct Join {
    std::size_t from = 0;
    std::string thread, line;
  };

  const TraceDocument& document_;
  const TraceFinding& finding_;
  std::vector<Node> nodes_;  // the cycle's first
  std::vector<Edge> edges_;
  std::vector<Join> joins_;
  std::size_t in_cycle_ = 0;
  double width_ = 0, height_ = 0;
};

}  // namespace

std::string html_wait_graph(const TraceDocument& document) {
  if (verdict_of(document) != Verdict::kDeadlock) return {};
  const std::size_t size = document.findings.front().threads.size();
  if (size == 0 || size > kMostInCycle) return {};
  return Graph(document).draw();
}

}  // namespace interleave
