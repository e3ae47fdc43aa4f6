package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Who checks evidence: with {@code ./pitr-guard report --verify}, or by hand as docs/evidence.md says. */
record Auditor(Moto moto, String bucket) {
    private static final String CHAIN = "EVIDENCE#aws#%s#%s".formatted(Deployment.ACCOUNT, Moto.REGION);

    Run verify() {
        return moto.pitrGuard().run("report", "--verify");
    }

    /** The commands of docs/evidence.md; returns the digest that is stored, and the one that sha256sum computes. */
    List<String> digestsByHand(int number) {
        String script = """
                key='{"pk": {"S": "%s"}, "sk": {"S": "RECORD#%018d"}}'
                get() { aws --endpoint-url "$AWS_ENDPOINT_URL" dynamodb get-item --consistent-read --table-name pitr-guard-ledger --key "$key" --query "$1" --output text; }
                get Item.digest.S
                record=$(get Item.record.S)
                printf '%%s\\n' "$record" | sha256sum | cut -d ' ' -f 1
                """.formatted(CHAIN, number);
        return Run.of(List.of("bash", "-c", script), moto.aws().environment())
                .ends(0)
                .out()
                .lines()
                .toList();
    }

    /** Returns the key of a report that a record names. */
    String key(int number, String report) {
        JsonNode item = moto.aws()
                .json(
                        "dynamodb",
                        "get-item",
                        "--table-name",
                        DriftWorld.LEDGER,
                        "--key",
                        Json.write(Map.of(
                                "pk", Map.of("S", CHAIN),
                                "sk", Map.of("S", "RECORD#%018d".formatted(number)))));
        return item.at("/Item/record/S")
                .asText()
                .lines()
                .filter(line -> line.startsWith(report + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    /** Does to a report what nobody should. */
    void overwrite(String key) {
        Path other = Repository.write("forged-report", "all is well");
        moto.aws()
                .run("s3api", "put-object", "--bucket", bucket, "--key", key, "--body", other.toString())
                .ends(0);
    }
}
