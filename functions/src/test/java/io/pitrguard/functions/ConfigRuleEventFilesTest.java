package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.port.ComplianceResults;
import io.pitrguard.report.ConfigRuleView;
import io.pitrguard.sandbox.state.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file below {@code events/config-rule}, once with the table's recovery on and once with it off. */
class ConfigRuleEventFilesTest {
    private static final String TABLE = "AWS::DynamoDB::Table";
    private static final Instant CAPTURED = Instant.parse("2026-11-22T10:04:05.636Z");
    private static final String RESTORABLE = "COMPLIANT Point-in-time recovery is on, period 35 days, restorable from"
            + " 2026-10-18T11:04:05Z to 2026-11-22T10:59:05Z. ";
    private static final String ON = RESTORABLE + "Rule default requires it on.";
    private static final String ON_BY_PARAMETERS =
            RESTORABLE + "Rule (rule parameters) requires it on, at least 14 days, a lag of at most 1 h.";
    private static final String OFF = "NON_COMPLIANT Point-in-time recovery is off; the policy requires it on.";
    private static final String ITEM_ON = "(The configuration item says recovery is on; the live state counts.) ";
    private static final String ITEM_OFF = "(The configuration item says recovery is off; the live state counts.) ";

    private final ConfigRuleTestBed bed = new ConfigRuleTestBed();

    /** What is to come of an event. */
    private sealed interface Expected {
        /** One evaluation of that resource. */
        record Answered(String type, String id, Instant orderedAt, String words) implements Expected {}

        /** One evaluation that AWS Config checks and does not record. */
        record Tried(String words) implements Expected {}

        /** A failure before anything is asked of AWS, with all of this in its message. */
        record Refused(List<String> words) implements Expected {}
    }

    @AfterEach
    void close() {
        bed.close();
    }

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(RuleEvents.FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void judgesTableThatIsOn(String file) {
        judges(file, true);
    }

    @ParameterizedTest
    @MethodSource("files")
    void judgesTableThatIsOff(String file) {
        judges(file, false);
    }

    private void judges(String file, boolean on) {
        bed.create("orders");
        bed.pass(Duration.between(bed.aws.time().instant(), CAPTURED));
        if (on) {
            bed.table("orders").enabled(35);
        }
        bed.config().record("orders");
        bed.pass(Duration.ofHours(1));
        String event = RuleEvents.read(file);
        RuleEvents.token(event).ifPresent(bed.rule::acceptToken);

        assertRun(expected(file, on), bed.invoke(event));
    }

    private void assertRun(Expected expected, RuleRun run) {
        switch (expected) {
            case Expected.Answered answered -> {
                assertThat(run.accepted()).hasSize(1);
                Evaluation evaluation = run.accepted().getFirst();
                assertThat(RuleRun.words(evaluation)).isEqualTo(answered.words());
                assertThat(evaluation.resourceType()).isEqualTo(answered.type());
                assertThat(evaluation.resourceId()).isEqualTo(answered.id());
                assertThat(evaluation.orderingTimestamp()).isEqualTo(answered.orderedAt());
                assertAnswered(run.answer(), evaluation);
            }
            case Expected.Tried tried -> {
                assertThat(run.accepted()).isEmpty();
                assertThat(run.answer().test()).isTrue();
                assertThat(run.answer().evaluations())
                        .singleElement()
                        .satisfies(evaluation -> assertThat(evaluation.compliance() + " " + evaluation.annotation())
                                .isEqualTo(tried.words()));
                assertThat(run.published()).isEmpty();
            }
            case Expected.Refused refused -> {
                assertThat(run.failed()).contains(refused.words());
                assertThat(run.calls()).isEmpty();
                assertThat(run.metrics()).isEmpty();
            }
        }
    }

    private static void assertAnswered(ConfigRuleView answer, Evaluation evaluation) {
        assertThat(answer.rule()).isEqualTo(ConfigRuleTestBed.RULE);
        assertThat(answer.test()).isFalse();
        assertThat(answer.evaluations())
                .containsExactly(new ConfigRuleView.EvaluationView(
                        evaluation.resourceType(),
                        evaluation.resourceId(),
                        ComplianceResults.Compliance.valueOf(
                                evaluation.compliance().name()),
                        Objects.requireNonNull(evaluation.annotation()),
                        evaluation.orderingTimestamp().toString()));
        assertThat(answer.problems()).isEmpty();
        assertThat(answer.undetermined()).isEmpty();
    }

    private static Expected expected(String file, boolean on) {
        return switch (file) {
            case "change-enabled.json" -> orders(on ? ON : remarked(ITEM_ON, OFF));
            case "change-disabled.json", "change-supplementary-as-string.json" ->
                orders(on ? remarked(ITEM_OFF, ON) : OFF);
            case "change-item-without-backups.json", "oversized.json" -> orders(on ? ON : OFF);
            case "with-parameters.json" -> orders(on ? remarked(ITEM_OFF, ON_BY_PARAMETERS) : OFF);
            case "scheduled.json" ->
                new Expected.Answered(TABLE, "orders", Instant.parse("2026-11-22T11:00:00.741Z"), on ? ON : OFF);
            case "deleted.json", "deleted-not-recorded.json" -> orders("NOT_APPLICABLE The table is deleted.");
            case "left-scope.json" -> orders("NOT_APPLICABLE The table has left the rule's scope.");
            case "not-recorded.json" ->
                orders("NOT_APPLICABLE AWS Config does not record the table (ResourceNotRecorded).");
            case "proactive-table.json" ->
                new Expected.Answered(
                        TABLE,
                        "orders-before-deployment",
                        CAPTURED,
                        "COMPLIANT Point-in-time recovery is on, period 35 days. Rule default requires it on.");
            case "proactive-global-table.json" ->
                new Expected.Answered(
                        "AWS::DynamoDB::GlobalTable",
                        "orders-before-deployment",
                        CAPTURED,
                        remarked("(Replica in eu-central-1.) ", OFF));
            case "test-mode.json" -> new Expected.Tried(on ? remarked(ITEM_OFF, ON) : OFF);
            case "null-result-token.json" -> new Expected.Refused(List.of("no resultToken", "TESTMODE"));
            case "other-resource-type.json" ->
                new Expected.Refused(List.of("AWS::S3::Bucket", "'shop-invoices'", "scope to " + TABLE));
            case "malformed-invoking-event.json" ->
                new Expected.Refused(List.of("The event's invokingEvent is not JSON"));
            case "malformed-parameters.json" ->
                new Expected.Refused(List.of(
                        "'recoveryDays' is not known. Did you mean",
                        "'recoveryPeriodDays' is '90'",
                        "'maxRestorePointLag' is 'soon'",
                        "'exemptAs' is 'FINE'",
                        "'act' is 'maybe'"));
            default -> throw new AssertionError("Say here what is to come of " + file);
        };
    }

    private static Expected orders(String words) {
        return new Expected.Answered(TABLE, "orders", CAPTURED, words);
    }

    /** Puts a remark before an annotation. */
    private static String remarked(String remark, String words) {
        int space = words.indexOf(' ') + 1;
        return words.substring(0, space) + remark + words.substring(space);
    }
}
