#include "core/territory/field.hpp"

namespace jumelle {

Field const& FieldStore::at(std::string const& name) const {
    auto const found = fields_.find(name);
    JUMELLE_EXPECTS(found != fields_.end());
    return found->second;
}

Field& FieldStore::at(std::string const& name) {
    auto const found = fields_.find(name);
    JUMELLE_EXPECTS(found != fields_.end());
    return found->second;
}

Field& FieldStore::put(Field field) {
    std::string const name = field.info.name;
    return fields_.insert_or_assign(name, std::move(field)).first->second;
}

} // namespace jumelle
