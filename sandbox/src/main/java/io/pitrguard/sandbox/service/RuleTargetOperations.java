package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.EventRule;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where a rule of EventBridge sends events. */
final class RuleTargetOperations {

    private static final int MOST_TARGETS = 5;
    private static final int MOST_PER_PAGE = 100;
    private static final Pattern ID = Pattern.compile("[.\\-_A-Za-z0-9]{1,64}");
    private static final Pattern ARN = Pattern.compile("arn:aws[\\w-]*:[\\w-]+:[\\w-]*:(\\d{12})?:.+");

    private RuleTargetOperations() {}

    static ObjectNode put(Input input, Account account) {
        List<Input> targets = input.structures("Targets");
        if (!input.has("Targets")) {
            throw Errors.missing("targets");
        }
        if (targets.isEmpty()) {
            throw Errors.constraint("[]", "targets", "Member must have length greater than or equal to 1");
        }
        EventRule rule = EventRuleOperations.require(input, "Rule", account);
        NavigableMap<String, String> all = new TreeMap<>(rule.targets());
        int index = 1;
        for (Input target : targets) {
            String path = "targets." + index++ + ".member.";
            all.put(id(target, path), Json.text(target.members()));
            requireArn(target, path);
        }
        if (all.size() > MOST_TARGETS) {
            throw EventErrors.tooMany();
        }
        account.eventRules().change(rule.name(), old -> old.with(all));
        return done();
    }

    static ObjectNode list(Input input, Account account) {
        long limit = input.number("Limit").orElse((long) MOST_PER_PAGE);
        if (limit < 1 || limit > MOST_PER_PAGE) {
            throw Errors.constraint(limit, "limit", "Member must have value between 1 and " + MOST_PER_PAGE);
        }
        EventRule rule = EventRuleOperations.require(input, "Rule", account);
        String start = input.text("NextToken").map(ConfigInput::decode).orElse("");
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Targets");
        String last = "";
        for (Map.Entry<String, String> target : rule.targets().entrySet()) {
            if (target.getKey().compareTo(start) <= 0) {
                continue;
            }
            if (list.size() == limit) {
                return answer.put("NextToken", ConfigInput.encode(last));
            }
            last = target.getKey();
            list.add(Json.read(target.getValue()));
        }
        return answer;
    }

    private static ObjectNode done() {
        ObjectNode answer = Json.object().put("FailedEntryCount", 0);
        answer.putArray("FailedEntries");
        return answer;
    }

    private static String id(Input target, String path) {
        String id = target.text("Id").orElseThrow(() -> Errors.missing(path + "id"));
        if (!ID.matcher(id).matches()) {
            throw Errors.constraint(
                    id, path + "id", "Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+");
        }
        return id;
    }

    private static void requireArn(Input target, String path) {
        String arn = target.text("Arn").orElseThrow(() -> Errors.missing(path + "arn"));
        if (!ARN.matcher(arn).matches()) {
            throw Errors.validation(
                    "Parameter " + arn + " is not valid. Reason: Provided Arn is not in correct format.");
        }
    }
}
