package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.partiql.Select;
import io.pitrguard.sandbox.partiql.StatementException;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * ExecuteStatement, of statements that select. The engine comes without a parser of PartiQL: a statement becomes a Scan, which
 * reads the whole table also where DynamoDB would read one partition. So no write escapes the log of writes, either.
 */
final class StatementOperations {

    private static final String EXECUTE = "ExecuteStatement";
    private static final String STATEMENT = "Statement";
    private static final String PARAMETERS = "Parameters";
    private static final String TOKEN = "NextToken";
    private static final String LAST_KEY = "LastEvaluatedKey";
    private static final List<String> OF_SCAN = List.of("ConsistentRead", "Limit", "ReturnConsumedCapacity");
    private static final Set<String> SUPPORTED =
            Set.of(STATEMENT, PARAMETERS, TOKEN, "ConsistentRead", "Limit", "ReturnConsumedCapacity");

    private StatementOperations() {}

    /** Returns it, by its name. */
    static Map<String, Operation> all() {
        return Map.of(EXECUTE, StatementOperations::execute);
    }

    /** Returns whether an operation is it. */
    static boolean isOne(String operation) {
        return operation.equals(EXECUTE);
    }

    /** Returns what a statement calls its table; empty where there is none, or it makes no sense. */
    static Optional<String> table(Input input) {
        if (!input.members().path(STATEMENT).isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(select(input).table());
        } catch (StatementException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode execute(Input input, Account account) {
        TableOperations.requireSupported(input, SUPPORTED);
        if (!input.has(STATEMENT)) {
            throw Errors.missing("statement");
        }
        ObjectNode scan = scan(input);
        TableState table = ItemOperations.usable(scan.path("TableName").asText(), account);
        scan.put("TableName", table.name());
        OF_SCAN.forEach(member -> {
            if (input.has(member)) {
                scan.set(member, input.members().get(member));
            }
        });
        input.text(TOKEN).ifPresent(token -> scan.set("ExclusiveStartKey", key(token)));
        return answer(account.items().perform("Scan", scan, List.of(table)));
    }

    private static ObjectNode scan(Input input) {
        try {
            return select(input).scan();
        } catch (StatementException e) {
            throw Errors.validation(e.text());
        }
    }

    private static Select select(Input input) {
        List<JsonNode> parameters = new ArrayList<>();
        input.members().path(PARAMETERS).forEach(parameters::add);
        return Select.of(input.members().path(STATEMENT).asText(), parameters);
    }

    private static ObjectNode answer(ObjectNode page) {
        ObjectNode answer = Json.object();
        answer.set("Items", page.get("Items"));
        if (page.get(LAST_KEY) instanceof ObjectNode key) {
            answer.set(LAST_KEY, key);
            answer.put(TOKEN, Base64.getEncoder().encodeToString(Json.write(key)));
        }
        if (page.has("ConsumedCapacity")) {
            answer.set("ConsumedCapacity", page.get("ConsumedCapacity"));
        }
        return answer;
    }

    private static ObjectNode key(String token) {
        try {
            ObjectNode key = Json.read(Base64.getDecoder().decode(token));
            if (key != null) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, as any other token that is none of ours.
        }
        throw Errors.validation("NextToken does not match request");
    }
}
