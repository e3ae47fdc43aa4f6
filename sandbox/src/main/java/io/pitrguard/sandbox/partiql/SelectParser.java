package io.pitrguard.sandbox.partiql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a SELECT (developer guide, PartiQL select statements for DynamoDB). */
final class SelectParser {

    private final Tokens tokens;
    private final Placeholders placeholders;

    SelectParser(Tokens tokens, Placeholders placeholders) {
        this.tokens = tokens;
        this.placeholders = placeholders;
    }

    Select parse() {
        if (!tokens.skipWord("SELECT")) {
            throw List.of("INSERT", "UPDATE", "DELETE", "EXISTS").stream()
                            .anyMatch(word -> tokens.peek().isWord(word))
                    ? StatementException.unsupported(tokens.peek().text() + " in PartiQL")
                    : tokens.unexpected();
        }
        String projection = projection();
        tokens.requireWord("FROM");
        String table = name();
        String index = tokens.skipSign(".") ? name() : null;
        String filter = tokens.skipWord("WHERE") ? new Condition(tokens, placeholders).any() : null;
        requireEnd();
        placeholders.requireAllUsed();
        return new Select(table, index, projection, filter, placeholders.names(), placeholders.values());
    }

    private @Nullable String projection() {
        if (tokens.skipSign("*")) {
            return null;
        }
        List<String> paths = new ArrayList<>();
        do {
            paths.add(new Operand(tokens, placeholders).path());
        } while (tokens.skipSign(","));
        return String.join(", ", paths);
    }

    private String name() {
        Token token = tokens.take();
        return switch (token.kind()) {
            case WORD, NAME -> token.text();
            case TEXT, NUMBER, SIGN, END -> throw tokens.unexpected();
        };
    }

    private void requireEnd() {
        if (tokens.peek().isWord("ORDER")) {
            throw StatementException.unsupported("ORDER BY in PartiQL");
        }
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.unexpected();
        }
    }
}
