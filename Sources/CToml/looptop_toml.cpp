#include "looptop_toml.h"

#define TOML_EXCEPTIONS 0
// Else it reads fractions by a stream of C++, whose locales are two megabytes of a static program.
#define TOML_FLOAT_CHARCONV 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>
#include <cstring>

namespace {

struct Teller {
    void (*tell)(void *, const looptop_toml_piece *);
    void *context;

    void table(const toml::table &table) const {
        for (auto &&[key, node] : table) {
            looptop_toml_piece piece{};
            piece.key = key.str().data();
            piece.key_length = key.str().size();
            tell_node(node, key.source().begin, piece);
        }
    }

    void tell_node(const toml::node &node, toml::source_position place, looptop_toml_piece piece) const {
        piece.line = place.line;
        piece.column = place.column;
        node.visit([&](auto &&value) {
            using Value = toml::impl::remove_cvref<decltype(value)>;
            if constexpr (std::is_same_v<Value, toml::table>) {
                piece.kind = LOOPTOP_TOML_TABLE;
                tell(context, &piece);
                table(value);
                end();
            } else if constexpr (std::is_same_v<Value, toml::array>) {
                piece.kind = LOOPTOP_TOML_ARRAY;
                tell(context, &piece);
                for (auto &&element : value) tell_node(element, element.source().begin, {});
                end();
            } else if constexpr (toml::is_string<Value>) {
                piece.kind = LOOPTOP_TOML_STRING;
                piece.text = value.get().data();
                piece.text_length = value.get().size();
                tell(context, &piece);
            } else if constexpr (toml::is_integer<Value>) {
                piece.kind = LOOPTOP_TOML_INTEGER;
                piece.integer = value.get();
                tell(context, &piece);
            } else if constexpr (toml::is_floating_point<Value>) {
                piece.kind = LOOPTOP_TOML_FLOAT;
                piece.real = value.get();
                tell(context, &piece);
            } else if constexpr (toml::is_boolean<Value>) {
                piece.kind = LOOPTOP_TOML_BOOLEAN;
                piece.integer = value.get();
                tell(context, &piece);
            } else {
                piece.kind = LOOPTOP_TOML_TIME;
                tell(context, &piece);
            }
        });
    }

    void end() const {
        looptop_toml_piece piece{};
        piece.kind = LOOPTOP_TOML_END;
        tell(context, &piece);
    }
};

}  // namespace

bool looptop_toml_read(
    const char *text, size_t length, void (*tell)(void *, const looptop_toml_piece *), void *context,
    looptop_toml_error *error) {
    const toml::parse_result result = toml::parse(std::string_view{text, length});
    if (!result) {
        const auto &found = result.error();
        const std::string_view message = found.description();
        const size_t count = std::min(message.size(), sizeof error->message - 1);
        std::memcpy(error->message, message.data(), count);
        error->message[count] = 0;
        error->line = found.source().begin.line;
        error->column = found.source().begin.column;
        return false;
    }
    Teller{tell, context}.table(result.table());
    return true;
}
