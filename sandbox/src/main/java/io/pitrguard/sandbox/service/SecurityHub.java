package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.Request;
import io.pitrguard.sandbox.wire.RestJsonProtocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Security Hub (API version 2018-10-26): the import of findings of the account's default product. */
public final class SecurityHub implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "securityhub",
            new ErrorCodes.Code("LimitExceededException", 429),
            new ErrorCodes.Code("AccessDeniedException", 403),
            new ErrorCodes.Code("ExpiredTokenException", 403),
            new ErrorCodes.Code("InternalException", 500),
            new ErrorCodes.Code("InvalidInputException", 400),
            new ErrorCodes.Code("InvalidAccessException", 401));

    private static final int MOST_FINDINGS = 100;
    private static final int LONGEST_ID = 512;
    private static final int LONGEST_TITLE = 256;
    private static final int LONGEST_DESCRIPTION = 1_024;
    private static final List<String> REQUIRED = List.of(
            "SchemaVersion",
            "Id",
            "ProductArn",
            "GeneratorId",
            "AwsAccountId",
            "CreatedAt",
            "UpdatedAt",
            "Title",
            "Description");

    private final Protocol protocol = new RestJsonProtocol();

    @Override
    public String id() {
        return "securityhub";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public String operation(Request request) {
        return request.path().equals("/findings/import") ? "BatchImportFindings" : request.path();
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("BatchImportFindings", SecurityHub::batchImport);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        return ERRORS.refusal(effect, target, product(target.account()));
    }

    private static ObjectNode batchImport(Input input, Account account) {
        List<Input> findings = input.structures("Findings");
        if (findings.isEmpty() || findings.size() > MOST_FINDINGS) {
            throw ServiceError.client(
                    "InvalidInputException", "Invalid parameter 'Findings'. data ARRAY_TOO_LONG or ARRAY_TOO_SHORT");
        }
        ObjectNode answer = Json.object();
        ArrayNode failed = Json.object().putArray("FailedFindings");
        int taken = 0;
        for (Input finding : findings) {
            Optional<String> problem = problem(finding, account);
            if (problem.isEmpty()) {
                keep(finding, account);
                taken++;
            } else {
                failed.addObject()
                        .put("Id", finding.text("Id").orElse(""))
                        .put("ErrorCode", "InvalidInput")
                        .put("ErrorMessage", problem.get());
            }
        }
        answer.set("FailedFindings", failed);
        return answer.put("FailedCount", findings.size() - taken).put("SuccessCount", taken);
    }

    private static Optional<String> problem(Input finding, Account account) {
        for (String member : REQUIRED) {
            if (finding.text(member).filter(text -> !text.isEmpty()).isEmpty()) {
                return Optional.of("Finding does not adhere to Amazon Finding Format: " + member + " is missing.");
            }
        }
        if (text(finding, "Id").length() > LONGEST_ID
                || text(finding, "Title").length() > LONGEST_TITLE
                || text(finding, "Description").length() > LONGEST_DESCRIPTION) {
            return Optional.of("Finding does not adhere to Amazon Finding Format: a text is too long.");
        }
        if (!text(finding, "ProductArn").equals(product(account))
                || !text(finding, "AwsAccountId").equals(account.location().account())) {
            return Optional.of("The account may not import findings of this product for this account.");
        }
        if (finding.structures("Resources").isEmpty()) {
            return Optional.of("Finding does not adhere to Amazon Finding Format: Resources is missing.");
        }
        return Optional.empty();
    }

    /** An older finding replaces no newer one. */
    private static void keep(Input finding, Account account) {
        String id = text(finding, "Id");
        boolean newer = account.findings()
                .find(id)
                .map(Json::read)
                .map(known -> known.path("UpdatedAt").asText())
                .map(Instant::parse)
                .filter(before -> !before.isBefore(Instant.parse(text(finding, "UpdatedAt"))))
                .isEmpty();
        if (newer) {
            account.findings().put(id, Json.text(finding.members()));
        }
    }

    private static String product(Account account) {
        return "arn:%s:securityhub:%s:%s:product/%s/default"
                .formatted(
                        account.location().partition(),
                        account.location().region(),
                        account.location().account(),
                        account.location().account());
    }

    private static String text(Input finding, String member) {
        return finding.text(member).orElse("");
    }
}
