#pragma once
#pragma GCC optimize("fp-contract=off")

#include "../base/byte_reader.hpp"
#include "../base/status.hpp"

namespace ringside {

/**
 * A vote of decision trees on feature bytes. A node is four bytes: feature, limit, then where to go if the feature is at
 * most the limit (left) and if it is above (right), each a byte counted forward from the node; a leaf has feature 255
 * and its class in the place of the limit. Going forward only, no path can run in circles.
 * A right branch farther than 255 nodes does not fit: trees of depth 7 have at most 255 nodes.
 */
class TreeEnsemble {
 public:
  static constexpr uint32_t class_limit = 32;
  static constexpr uint8_t leaf_mark = 255;
  static constexpr uint32_t node_bytes = 4;

  /** Reads u16 trees, u8 classes, then for each tree u16 nodes and the nodes. The reader ends behind them. */
  Status check(ByteReader& reader, uint32_t features) {
    trees_ = reader.u16();
    classes_ = reader.u8();
    first_ = reader.place();
    bytes_ = reader.left();
    if (!reader.ok()) return Status::truncated;
    if (trees_ < 1 || classes_ < 1 || classes_ > class_limit) return Status::bad_tree;
    for (uint32_t t = 0; t < trees_; ++t) {
      const uint32_t nodes = reader.u16();
      const uint8_t* tree = reader.take(static_cast<uint64_t>(nodes) * node_bytes);
      if (!reader.ok()) return Status::truncated;
      if (nodes < 1 || !tree_sane(tree, nodes, features)) return Status::bad_tree;
    }
    return Status::ok;
  }

  uint32_t classes() const { return classes_; }

  /** Votes for each class, saturated at 127, into `votes` of classes() values; `decide` picks the winner. */
  void vote(const uint8_t* features, int8_t* votes) const {
    for (uint32_t c = 0; c < classes_; ++c) votes[c] = 0;
    ByteReader reader(first_, bytes_);
    for (uint32_t t = 0; t < trees_; ++t) {
      const uint8_t* node = reader.take(static_cast<uint64_t>(reader.u16()) * node_bytes);
      while (node[0] != leaf_mark) node += node_bytes * (features[node[0]] <= node[1] ? node[2] : node[3]);
      if (votes[node[1]] < 127) ++votes[node[1]];
    }
  }

 private:
  bool tree_sane(const uint8_t* tree, uint32_t nodes, uint32_t features) const {
    for (uint32_t i = 0; i < nodes; ++i) {
      const uint8_t* node = tree + i * node_bytes;
      if (node[0] == leaf_mark) {
        if (node[1] >= classes_) return false;
        continue;
      }
      if (node[0] >= features || node[2] == 0 || node[3] == 0 || i + node[2] >= nodes || i + node[3] >= nodes) return false;
    }
    return true;
  }

  const uint8_t* first_ = nullptr;
  size_t bytes_ = 0;
  uint32_t trees_ = 0;
  uint32_t classes_ = 0;
};

}  // namespace ringside
