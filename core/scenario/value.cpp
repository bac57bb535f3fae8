#include "core/scenario/value.hpp"

#include "core/base/contract.hpp"

namespace jumelle {

bool Value::boolean() const {
    JUMELLE_EXPECTS(kind_ == Kind::boolean);
    return boolean_;
}
std::int64_t Value::integer() const {
    JUMELLE_EXPECTS(kind_ == Kind::integer);
    return integer_;
}
double Value::quantity() const {
    JUMELLE_EXPECTS(kind_ == Kind::quantity);
    return quantity_;
}
std::string const& Value::text() const {
    JUMELLE_EXPECTS(kind_ == Kind::text);
    return text_;
}
Instant Value::instant() const {
    JUMELLE_EXPECTS(kind_ == Kind::instant);
    return Instant::from_ticks(integer_);
}
std::vector<Value> const& Value::list() const {
    JUMELLE_EXPECTS(kind_ == Kind::list);
    return list_;
}
std::map<std::string, Value> const& Value::map() const {
    JUMELLE_EXPECTS(kind_ == Kind::map);
    return map_;
}

Value const& Value::operator[](std::string const& key) const {
    static Value const absent;
    JUMELLE_EXPECTS(kind_ == Kind::map);
    auto const found = map_.find(key);
    return found == map_.end() ? absent : found->second;
}

Value Value::make_boolean(bool v) {
    Value value;
    value.kind_ = Kind::boolean;
    value.boolean_ = v;
    return value;
}
Value Value::make_integer(std::int64_t v) {
    Value value;
    value.kind_ = Kind::integer;
    value.integer_ = v;
    return value;
}
Value Value::make_quantity(double si) {
    Value value;
    value.kind_ = Kind::quantity;
    value.quantity_ = si;
    return value;
}
Value Value::make_text(std::string v) {
    Value value;
    value.kind_ = Kind::text;
    value.text_ = std::move(v);
    return value;
}
Value Value::make_instant(Instant v) {
    Value value;
    value.kind_ = Kind::instant;
    value.integer_ = v.ticks();
    return value;
}
Value Value::make_list(std::vector<Value> v) {
    Value value;
    value.kind_ = Kind::list;
    value.list_ = std::move(v);
    return value;
}
Value Value::make_map(std::map<std::string, Value> v) {
    Value value;
    value.kind_ = Kind::map;
    value.map_ = std::move(v);
    return value;
}

Value Value::located(Place place, std::string path, bool is_default) && {
    place_ = std::move(place);
    path_ = std::move(path);
    default_ = is_default;
    return std::move(*this);
}

} // namespace jumelle
