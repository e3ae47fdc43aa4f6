package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.restore.TableShape;
import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.settings.StreamSetting;
import io.pitrguard.domain.settings.TagsSetting;
import io.pitrguard.domain.settings.TtlSetting;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunbookTest {
    private static final TableRef ORDERS = RunbookExample.ORDERS;

    @Test
    void writesCommandsWithTheTablesNames() {
        String runbook = RunbookExample.of(RunbookFlow.BAD_DEPLOYMENT).markdown();

        assertThat(runbook)
                .startsWith("# Runbook: go back to before a bad deployment: orders\n")
                .contains(
                        "--source-table-name orders \\\n",
                        "--restore-date-time \"$AT\" --target-table-name orders-restored",
                        "AT=2026-11-30T08:15:00Z",
                        "2026-11-30 09:15:00 +01:00 (Europe/Berlin) = 2026-11-30T08:15:00Z",
                        "about $1.80 to $2.40 for the restore (list prices of 2026-11-01)",
                        "- Size: 12.00 GB",
                        "by-customer");
        assertThat(runbook).doesNotContain("{{", "Optional[");
    }

    @Test
    void copiesInTheOrderOfTheSettingsAndDangerousOnesLast() {
        String runbook = RunbookExample.of(RunbookFlow.BAD_DEPLOYMENT).markdown();

        assertThat(runbook)
                .containsSubsequence(
                        "aws dynamodb tag-resource",
                        "aws dynamodb update-continuous-backups --table-name orders-restored",
                        "aws dynamodb update-contributor-insights",
                        "AWS does not document whether a restore carries it",
                        "--deletion-protection-enabled",
                        "set what can do harm",
                        "--stream-specification StreamEnabled=true",
                        "\"EventSourceArn\":\"'\"$(aws dynamodb describe-table --table-name orders-restored",
                        "aws lambda update-event-source-mapping --region eu-west-1 --enabled",
                        "aws cloudwatch enable-alarm-actions",
                        "aws dynamodb update-time-to-live --table-name orders-restored");
    }

    @Test
    void silencesNoAlarmThatOutlivedItsTable() {
        String still = "may still be there: leave out what is";

        assertThat(RunbookExample.of(RunbookFlow.DELETED_TABLE).markdown())
                .contains("**CloudWatch alarms**", still, "enable-alarm-actions");
        assertThat(RunbookExample.of(RunbookFlow.BAD_DEPLOYMENT).markdown())
                .contains("**CloudWatch alarms**", "\"AlarmName\":\"orders-restored-errors\"")
                .doesNotContain(still);
    }

    /** {@code echo} of a POSIX shell takes backslashes in an item for escapes. */
    @Test
    void keepsItemsExactly() {
        assertThat(RunbookExample.of(RunbookFlow.DELETED_ITEMS).markdown())
                .contains("|| printf '%s\\n' \"$ITEM\" >> not-put.txt")
                .doesNotContain("echo");
    }

    @Test
    void putsOnlyItemsThatAreMissing() {
        String runbook = RunbookExample.of(RunbookFlow.DELETED_ITEMS).markdown();

        assertThat(runbook)
                .contains(
                        "aws dynamodb put-item --table-name orders --region eu-west-1",
                        "attribute_not_exists(#hash)",
                        "aws dynamodb delete-table --table-name orders-restored")
                .doesNotContain("update-time-to-live", "delete-table --table-name orders --");
    }

    @Test
    void restoresADeletedTableUnderItsName() {
        String runbook = RunbookExample.of(RunbookFlow.DELETED_TABLE).markdown();

        assertThat(runbook)
                .contains(
                        "BACKUP=arn:aws:dynamodb:eu-west-1:111122223333:table/orders/backup/01796026440000-0a1b2c3d",
                        "--backup-arn \"$BACKUP\" --target-table-name orders",
                        "Restorable: as of 2026-11-30 09:14:00 +01:00 (Europe/Berlin) = 2026-11-30T08:14:00Z, when it was deleted, until")
                .doesNotContain("delete-table", "AT=");
    }

    @Test
    void callsTheOtherRegionWithAKeyOfItsOwn() {
        String runbook = RunbookExample.of(RunbookFlow.OTHER_REGION).markdown();

        assertThat(runbook)
                .contains(
                        "aws dynamodb restore-table-to-point-in-time --region eu-central-1",
                        "--source-table-arn arn:aws:dynamodb:eu-west-1:111122223333:table/orders \\\n",
                        "KMSMasterKeyId=\"$KEY\"",
                        "KEY=alias/aws/dynamodb",
                        "An ARN of region `eu-west-1` in the commands below",
                        "aws dynamodb tag-resource --region eu-central-1");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatCouldNotBeRead(RunbookFlow flow) {
        KnownSettings unread = new KnownSettings(
                ORDERS,
                Map.of(
                        new TagsSetting(),
                        new Reading.Unreadable(new Cause(Cause.Kind.DENIED, "No tags for you.")),
                        new TtlSetting(),
                        new Reading.NotKnown("AWS Config does not record it."),
                        new StreamSetting(),
                        Reading.of(SettingValue.NONE)));
        RunbookTable table = new RunbookTable(
                ORDERS,
                Optional.empty(),
                new RecoveryState.Unreadable(new Cause(Cause.Kind.THROTTLED, "Too many calls.")),
                Optional.empty(),
                unread,
                new RestoreCost.Unknown("No price is known."),
                List.of("The table could not be described. No."),
                RunbookExample.NOW,
                new RestoreTimes(ZoneOffset.UTC));

        String runbook = new Runbook(
                        flow, table, flow == RunbookFlow.OTHER_REGION ? RunbookExample.OTHER_REGION : "eu-west-1")
                .markdown();

        assertThat(runbook)
                .contains(
                        "Could not be read:\n\n- The table could not be described. No.",
                        "Restorable: could not be read. Too many calls.",
                        "Cost: not known. No price is known.");
        if (flow == RunbookFlow.DELETED_TABLE) {
            assertThat(runbook).contains("PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=35");
        } else if (flow.replaces()) {
            assertThat(runbook)
                    .contains(
                            "- tags: Could not be read, which does not mean that it is off. No tags for you.",
                            "- time to live: Not known, which does not mean that it is off. AWS Config does not record it.",
                            "The table has none of the settings that a restore leaves out and that can do no harm.",
                            "The table has none of the settings that can do harm.");
        }
    }

    @Test
    void saysSinceWhenATableCanBeRestored() {
        assertThat(head(new RecoveryState.Disabled())).contains("Restorable: **not at all**.");
        assertThat(head(new RecoveryState.Enabled(OptionalInt.empty(), Optional.empty(), Optional.empty())))
                .contains("Restorable: recovery is on; step 2 shows since when");
        assertThat(head(new RecoveryState.TableGone()))
                .contains("Restorable: only if AWS made a backup when it was deleted (step 2 shows that)");
        assertThat(head(new RecoveryState.Enabled(
                        OptionalInt.of(35),
                        Optional.of(RunbookExample.NOW.minus(Duration.ofMinutes(6))),
                        Optional.of(RunbookExample.NOW.minus(Duration.ofMinutes(5))))))
                .contains("AT=2026-11-30T08:24:01Z");
    }

    @Test
    void describesEachKindOfEncryption() {
        assertThat(shaped(new TableShape.Encryption.AwsOwned())).contains("Encryption: a key that DynamoDB owns");
        assertThat(shaped(new TableShape.Encryption.Unknown())).contains("Encryption: not known");
    }

    @Test
    void goesToAnotherRegionOnlyWhereTheFlowDoes() {
        RunbookTable table = RunbookExample.table(RunbookFlow.DELETED_ITEMS);

        assertThatThrownBy(() -> new Runbook(RunbookFlow.DELETED_ITEMS, table, RunbookExample.OTHER_REGION))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Runbook(RunbookFlow.OTHER_REGION, table, "eu-west-1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quotesWhateverANameMayHoldAndKeepsItShort() {
        TableRef longest = ORDERS.where().table("n".repeat(255));

        assertThat(Runbook.target(RunbookFlow.BAD_DEPLOYMENT, longest, "eu-west-1")
                        .name())
                .hasSize(255)
                .endsWith("-restored");
        assertThat(new RunbookCommands(ORDERS.where().table("-odd"), ORDERS).keepPresent())
                .contains("--table-name=-odd");
    }

    @ParameterizedTest
    @EnumSource
    void namesAFlowByItsWord(RunbookFlow flow) {
        assertThat(RunbookFlow.named(flow.word())).contains(flow);
        assertThat(RunbookFlow.named("x" + flow.word())).isEmpty();
    }

    /** What is not restored may not be written to, save where the flow says so. */
    @ParameterizedTest
    @EnumSource
    void deletesNoTableButItsOwn(RunbookFlow flow) {
        assertThat(Pattern.compile("delete-table \\S+ (\\S+)")
                        .matcher(RunbookExample.of(flow).markdown())
                        .results()
                        .map((MatchResult found) -> found.group(1)))
                .allMatch("orders-restored"::equals);
    }

    private static String head(RecoveryState state) {
        return runbook(state, Optional.empty());
    }

    private static String shaped(TableShape.Encryption encryption) {
        return runbook(
                RunbookExample.enabled(),
                Optional.of(new TableShape(
                        OptionalLong.empty(),
                        List.of(),
                        new TableShape.Billing.Unknown(),
                        encryption,
                        new TableShape.Stream.None())));
    }

    private static String runbook(RecoveryState state, Optional<TableShape> shape) {
        RunbookTable table = new RunbookTable(
                ORDERS,
                shape,
                state,
                Optional.empty(),
                RunbookExample.settings(),
                new RestoreCost.Unknown("None."),
                List.of(),
                RunbookExample.NOW,
                new RestoreTimes(ZoneOffset.UTC));
        return new Runbook(RunbookFlow.DELETED_ITEMS, table, "eu-west-1").markdown();
    }
}
