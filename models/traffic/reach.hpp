#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "models/traffic/kernels/link_network.hpp"

namespace jumelle::traffic {

/// Which nodes can be reached from where on a network whose links are all open.
class Reach {
  public:
    explicit Reach(LinkNetwork const& network);
    /// Whether there is a way; terminals may begin and end it only.
    bool has_way(std::int32_t from, std::int32_t to);

  private:
    std::vector<bool> const& reached_from(std::int32_t node);

    std::vector<std::int32_t> begin_, head_; ///< heads of the links that leave each node
    std::vector<std::uint8_t> is_terminal_;
    std::unordered_map<std::int32_t, std::vector<bool>> known_;
};

} // namespace jumelle::traffic
