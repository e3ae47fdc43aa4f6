package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The commands of runbooks, as a person runs them: with the AWS CLI, in one shell. moto restores what a table holds now,
 * and neither to another region nor a deleted table's own backup.
 */
class RunbookE2E {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForEachTest();

    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    @Test
    void putsDeletedItemsBack() {
        create();
        put("1", "kept");
        put("2", "deleted by mistake");
        String script = script("deleted-items");

        // What moto restores it has now: the items vanish from the live table once it is restored.
        String both = script.replaceFirst(
                "(?m)^HASH=", "aws dynamodb delete-item --table-name orders --key '{\"pk\":{\"S\":\"2\"}}'\nHASH=");
        shell(both).ends(0);

        assertThat(item("2").at("/Item/text/S").asText()).isEqualTo("deleted by mistake");
        assertThat(item("1").at("/Item/text/S").asText()).isEqualTo("kept");
        assertThat(tables()).containsExactly("orders");
        assertThat(MOTO.aws()
                        .json("dynamodb", "list-backups", "--table-name", "orders")
                        .at("/BackupSummaries"))
                .hasSize(1);
    }

    @Test
    void replacesATableByWhatItWas() {
        create();
        put("1", "then");
        MOTO.aws()
                .json(
                        "dynamodb",
                        "update-time-to-live",
                        "--table-name",
                        "orders",
                        "--time-to-live-specification",
                        "Enabled=true,AttributeName=expires");
        String script = script("bad-deployment");

        shell(script).ends(0);

        assertThat(tables()).containsExactly("orders", "orders-restored");
        assertThat(MOTO.aws()
                        .json("dynamodb", "describe-continuous-backups", "--table-name", "orders-restored")
                        .at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription/PointInTimeRecoveryStatus")
                        .asText())
                .isEqualTo("ENABLED");
        assertThat(MOTO.aws()
                        .json("dynamodb", "describe-time-to-live", "--table-name", "orders-restored")
                        .at("/TimeToLiveDescription/AttributeName")
                        .asText())
                .isEqualTo("expires");
        String arn = MOTO.aws()
                .json("dynamodb", "describe-table", "--table-name", "orders-restored")
                .at("/Table/TableArn")
                .asText();
        assertThat(MOTO.aws()
                        .json("dynamodb", "list-tags-of-resource", "--resource-arn", arn)
                        .at("/Tags/0/Value")
                        .asText())
                .isEqualTo("critical");
    }

    @Test
    void bringsADeletedTableBackFromABackup() {
        create();
        put("1", "kept");
        String backup = MOTO.aws()
                .json("dynamodb", "create-backup", "--table-name", "orders", "--backup-name", "for-the-test")
                .at("/BackupDetails/BackupArn")
                .asText();
        MOTO.aws().json("dynamodb", "delete-table", "--table-name", "orders");
        String script = script("deleted-table");

        shell(script.replaceFirst("(?m)^BACKUP=.*$", "BACKUP=" + backup)).ends(0);

        assertThat(item("1").at("/Item/text/S").asText()).isEqualTo("kept");
    }

    /** Returns all commands of a runbook, in their order. */
    private static String script(String flow) {
        String runbook = MOTO.pitrGuard()
                .run("runbook", "orders", "--flow", flow)
                .ends(0)
                .out();
        return COMMANDS.matcher(runbook)
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining());
    }

    private static Run shell(String script) {
        return Run.of(
                List.of("bash", "-c", "set -eu\ncd \"$(mktemp -d)\"\n" + script),
                MOTO.aws().environment());
    }

    private static void create() {
        MOTO.aws()
                .json(
                        "dynamodb",
                        "create-table",
                        "--table-name",
                        "orders",
                        "--attribute-definitions",
                        "AttributeName=pk,AttributeType=S",
                        "--key-schema",
                        "AttributeName=pk,KeyType=HASH",
                        "--billing-mode",
                        "PAY_PER_REQUEST",
                        "--tags",
                        "Key=tier,Value=critical");
        MOTO.aws()
                .json(
                        "dynamodb",
                        "update-continuous-backups",
                        "--table-name",
                        "orders",
                        "--point-in-time-recovery-specification",
                        "PointInTimeRecoveryEnabled=true");
    }

    private static void put(String key, String text) {
        MOTO.aws()
                .run(
                        "dynamodb",
                        "put-item",
                        "--table-name",
                        "orders",
                        "--item",
                        "{\"pk\":{\"S\":\"%s\"},\"text\":{\"S\":\"%s\"}}".formatted(key, text))
                .ends(0);
    }

    private static JsonNode item(String key) {
        return MOTO.aws()
                .json(
                        "dynamodb",
                        "get-item",
                        "--table-name",
                        "orders",
                        "--key",
                        "{\"pk\":{\"S\":\"%s\"}}".formatted(key));
    }

    private static List<String> tables() {
        JsonNode names = MOTO.aws().json("dynamodb", "list-tables").at("/TableNames");
        return names.valueStream().map(JsonNode::asText).toList();
    }
}
