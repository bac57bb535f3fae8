#pragma once

#include <string>
#include <vector>

namespace jumelle {

/// While it lives, what GDAL and PROJ complain about on this thread is kept here instead of being written to
/// the error stream.
class GdalErrors {
  public:
    GdalErrors();
    ~GdalErrors();
    GdalErrors(GdalErrors const&) = delete;
    GdalErrors& operator=(GdalErrors const&) = delete;

    void keep(std::string message);
    /// `: first complaint`, on one line; empty where there was none.
    std::string told() const;
    void forget() { complaints_.clear(); }

  private:
    std::vector<std::string> complaints_;
};

} // namespace jumelle
