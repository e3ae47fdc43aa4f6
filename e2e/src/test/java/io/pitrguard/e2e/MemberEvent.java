package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pitrguard.sandbox.lambda.RecordedBatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The event of a call in a member account.
 *
 * @param account the account's id
 * @param detail what CloudTrail says
 */
record MemberEvent(String account, JsonNode detail) {
    private static final String FILE = "drift-recovery-disabled.json";
    private static final String ACCOUNT_OF_FILE = "111111111111";

    /** Returns the call that disables recovery of {@code orders}, as if it had been made just now. */
    static MemberEvent disabling(String account) {
        String batch = EventFiles.read("organization", FILE).replace(ACCOUNT_OF_FILE, account);
        JsonNode record = Json.read(RecordedBatch.sentAt(Instant.now(), batch)).at("/Records/0");
        return new MemberEvent(account, Json.read(record.path("body").asText()).path("detail"));
    }

    /** Returns the same with another part. */
    MemberEvent with(String part, String value) {
        return new MemberEvent(account, set(detail, part, value));
    }

    /** Puts it on the account's own bus; of AWS's own sources only AWS may do that, but for moto. */
    void occur(AwsCli aws) {
        aws.json(
                "events",
                "put-events",
                "--entries",
                Json.write(List.of(Map.of(
                        "Source", "aws.dynamodb",
                        "DetailType", "AWS API Call via CloudTrail",
                        "Detail", Json.write(detail)))));
    }

    /** Returns the batch in which the queue's message of this event reaches the function. */
    String batch(JsonNode message) {
        JsonNode body = Json.read(message.path("body").asText());
        assertThat(body.path("detail")).isEqualTo(detail);
        assertThat(body.path("region").asText()).isEqualTo(Moto.REGION);
        assertThat(body.has("account"))
                .as("moto leaves out from which account an event comes")
                .isFalse();
        return Json.write(Map.of("Records", List.of(set(message, "body", Json.write(set(body, "account", account))))));
    }

    private static JsonNode set(JsonNode whole, String part, String value) {
        ObjectNode copy = whole.deepCopy();
        return copy.set(part, TextNode.valueOf(value));
    }
}
