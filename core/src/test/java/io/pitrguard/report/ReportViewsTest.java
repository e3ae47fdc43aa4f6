package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pitrguard.config.Prices;
import io.pitrguard.domain.evaluation.RecoveryPeriodCheck;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.ledger.Actor;
import io.pitrguard.domain.ledger.Call;
import io.pitrguard.domain.ledger.FlappingRules;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Observation;
import io.pitrguard.domain.ledger.TableRecord;
import io.pitrguard.domain.ledger.TimelineEntry;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.RecordedRule;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.TagPattern;
import io.pitrguard.domain.recovery.Point;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.SweepHistory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportViewsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final AccountRegion HERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final String DIGEST = "ab".repeat(32);
    private static final Policy POLICY = new Policy(
            "policy.yaml",
            List.of(new Rule(
                    "all",
                    Match.EVERY_TABLE,
                    new Rule.Effect.Require(
                            Requirement.RECOVERY_ON.with(RecoveryPeriodCheck.DAYS, 35), Action.REMEDIATE))),
            Limits.STANDARD);
    private static final Actor ANN = new Actor("ann", "192.0.2.1", "console", "r-1");
    private static final LastObservation.Recovery OFF = state(LastObservation.Status.DISABLED);
    private static final String IS_OFF = "Point-in-time recovery is off; the policy requires it on.";

    private static ReportView report(List<TableRecord> records, Map<TableRef, List<TimelineEntry>> timelines) {
        return report(records, timelines, List.of(), List.of());
    }

    private static ReportView report(
            List<TableRecord> records,
            Map<TableRef, List<TimelineEntry>> timelines,
            List<SweepHistory.Sweep> sweeps,
            List<Cause> problems) {
        return ReportViews.ofLedger(new ReportViews.Sources(
                HERE,
                LedgerLocation.in(HERE),
                records,
                timelines,
                sweeps,
                POLICY,
                new FlappingRules(1, Duration.ofDays(1)),
                problems,
                Prices.shipped(),
                NOW));
    }

    private static ReportView.TableView table(TableRecord record) {
        return report(List.of(record), Map.of()).tables().getFirst();
    }

    @Test
    void isADocumentOfThePagesSchema() {
        TableRecord off = off("orders");
        TableRecord unknown = seen("old", VerdictKind.NON_COMPLIANT, OFF, "", Map.of(), Map.of("Later", "It is late."));
        List<TableRecord> records = List.of(
                off,
                unknown,
                losing(),
                flapping(),
                fine("fine"),
                TableRecord.of(HERE.table("never-read")),
                exempt("Exempt until 2026-12-05: a cache (owner: search@example.com)."),
                seen("gone", VerdictKind.NOT_APPLICABLE, state(LastObservation.Status.GONE), "It is gone."));

        ReportView report = report(
                records,
                Map.of(off.table(), List.of(entry(3, TimelineEntry.Kind.OPENED, IS_OFF, Optional.of(ANN)))),
                List.of(sweep(NOW.minusSeconds(60))),
                List.of(new Cause(Cause.Kind.REFUSED, "An item cannot be understood.")));

        assertThat(ReportSchema.problems(report)).isEmpty();
        assertThat(ReportSchema.problems(report(List.of(), Map.of()))).isEmpty();
        assertThat(ReportSchema.problems(Json.write(report).replace("\"UNDETERMINED\"", "\"FINE\"")))
                .isNotEmpty();
    }

    @Test
    void deletedTablesAreCountedAndNotListed() {
        ReportView report = report(
                List.of(
                        fine("a"),
                        seen("gone", VerdictKind.NOT_APPLICABLE, state(LastObservation.Status.GONE), "Gone.")),
                Map.of());

        assertThat(report.summary().gone()).isOne();
        assertThat(report.tables()).extracting(ReportView.TableView::name).containsExactly("a");
    }

    @Test
    void tellsTheSameNumbersAsTheStatus() {
        List<TableRecord> records = List.of(off("a"), fine("b"), exempt("Exempt until 2026-12-05: x (owner: y)."));

        ReportView report = report(records, Map.of());

        assertThat(report.summary())
                .isEqualTo(StatusViews.of(
                                LedgerLocation.STANDARD, HERE, records, new FlappingRules(1, Duration.ofDays(1)), NOW)
                        .summary());
        assertThat(report.headline().text()).isEqualTo("1 of 3 tables falls short of the policy.");
        assertThat(report.headline().severity()).isEqualTo("HIGH");
        assertThat(report.report().complete()).isTrue();
        assertThat(report.cost())
                .as("what is exempt and off costs nothing")
                .isEqualTo(new ReportView.Cost(new BigDecimal("0.00"), new BigDecimal("0.00"), 2));
    }

    private static final Policy BY_TAG = new Policy(
            "policy.yaml",
            List.of(
                    new Rule(
                            "critical",
                            new Match(
                                    List.of(),
                                    List.of(TagPattern.parse("tier=critical")),
                                    List.of(),
                                    List.of(),
                                    List.of()),
                            new Rule.Effect.Require(
                                    Requirement.RECOVERY_ON.with(RecoveryPeriodCheck.DAYS, 35), Action.REMEDIATE)),
                    new Rule(
                            "all",
                            Match.EVERY_TABLE,
                            new Rule.Effect.Require(
                                    Requirement.RECOVERY_ON.with(RecoveryPeriodCheck.DAYS, 7), Action.REMEDIATE))),
            Limits.STANDARD);

    private static RecordedRule recorded(String... rule) {
        return RecordedRule.of(BY_TAG, HERE.table("orders"), Stream.of(rule).findFirst(), NOW);
    }

    @Test
    void ruleIsTheRecordedOneOrTheOnlyOneThatCanApply() {
        assertThat(recorded("critical").rule()).map(Rule::name).contains("critical");
        assertThat(recorded("all").rule()).map(Rule::name).contains("all");
        assertThat(recorded()).isEqualTo(new RecordedRule(Optional.empty(), Optional.empty()));
        assertThat(recorded("of another policy"))
                .isEqualTo(new RecordedRule(Optional.of("of another policy"), Optional.empty()));
        assertThat(RecordedRule.of(POLICY, HERE.table("orders"), Optional.empty(), NOW)
                        .name())
                .contains("all");
    }

    @Test
    void tellsCostsWhereASizeIsKnownAndElseTheCommandThatDoes() {
        TableRecord off = sized(off("off"), 100L << 30);
        TableRecord on = sized(fine("on"), 10L << 30);
        ReportView report =
                report(List.of(off, on, fine("unknown"), exempt("Exempt until 2026-12-05: x (owner: y).")), Map.of());

        assertThat(report.tables())
                .extracting(
                        ReportView.TableView::name,
                        each -> each.cost().now(),
                        each -> each.cost().afterRemediation())
                .contains(
                        tuple("off", new BigDecimal("0.00"), new BigDecimal("22.00")),
                        tuple("on", new BigDecimal("2.20"), new BigDecimal("2.20")),
                        tuple("unknown", null, null));
        assertThat(report.tables())
                .filteredOn(each -> each.name().equals("unknown"))
                .extracting(each -> each.cost().note())
                .containsExactly(
                        "No estimate: no sweep read the table's size. This command reads all: ./pitr-guard sweep --html FILE");
        assertThat(report.cost().afterRemediation()).isEqualByComparingTo("24.20");
        assertThat(ReportSchema.problems(report)).isEmpty();
    }

    private static TableRecord sized(TableRecord record, long bytes) {
        LastObservation last = record.lastObservation().orElseThrow();
        return record.learn(new Observation(
                        record.table(),
                        Optional.empty(),
                        Optional.empty(),
                        last.with(OptionalLong.of(bytes)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .record();
    }

    @Test
    void showsHowATableFallsShortWithTheCommandThatHelps() {
        ReportView.TableView table = table(off("orders"));

        String command =
                "aws dynamodb update-continuous-backups --table-name orders --region eu-west-1 --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=35";
        assertThat(table.violations())
                .containsExactly(new ReportView.ViolationView(
                        "RecoveryDisabled",
                        Severity.HIGH,
                        "recovery is off",
                        IS_OFF,
                        "Without it, data that is overwritten or deleted cannot be restored.",
                        command));
        assertThat(table.command()).isEqualTo(command);
        assertThat(table.severity()).isEqualTo(Severity.HIGH);
        assertThat(table.rule()).isEqualTo("all");
        assertThat(table.recovery())
                .isEqualTo(new ReportView.RecoveryView(LastObservation.Status.DISABLED, null, 35, null, null, false));
    }

    @Test
    void hasEveryKindOfViolationThatAnObservationCanHave() {
        Map<FindingKind, String> all = new TreeMap<>();
        for (FindingKind kind : FindingKind.values()) {
            all.put(kind, "It is " + kind);
        }

        assertThat(table(seen("a", VerdictKind.NON_COMPLIANT, OFF, "", all, Map.of("Later", "It is late.")))
                        .violations())
                .hasSize(all.size() + 1)
                .allSatisfy(view -> assertThat(view.message()).startsWith("It is "))
                .filteredOn(view -> view.brief().equals("found by another version of pitr-guard"))
                .extracting(ReportView.ViolationView::kind)
                .contains("Later", "Undetermined")
                .doesNotContain("RecoveryDisabled", "PeriodTooShort", "HistoryLost");
    }

    @Test
    void showsLostHistoryUntilItIsAcknowledged() {
        ReportView.TableView lost = table(losing());
        ReportView.TableView known = table(losing().acknowledge(NOW));

        assertThat(lost.losses()).singleElement().satisfies(loss -> {
            assertThat(loss.to()).isEqualTo("2026-11-30T07:00:00Z");
            assertThat(loss.acknowledged()).isFalse();
        });
        assertThat(lost.violations())
                .singleElement()
                .satisfies(view -> assertThat(view.brief()).endsWith(" of history lost"));
        assertThat(lost.command()).isEqualTo("./pitr-guard acknowledge losing --region eu-west-1 --reason …");
        assertThat(known.losses())
                .singleElement()
                .satisfies(loss -> assertThat(loss.acknowledged()).isTrue());
        assertThat(known.command()).isNull();
        assertThat(lost.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.kind()).isEqualTo(FindingKind.RECOVERY_WINDOW_GROWING));
    }

    @Test
    void showsNoCommandThatANameCouldBend() {
        ReportView.TableView table = table(off("a; rm -rf ~"));

        assertThat(table.command()).isNull();
        assertThat(table.violations())
                .singleElement()
                .satisfies(view -> assertThat(view.remedy()).isEqualTo(ReportCommands.NONE));
        assertThat(table(flapping("$(reboot)")).command()).isNull();
    }

    @Test
    void pageHasALabelForEachKind() throws IOException {
        String labels = Files.readString(Path.of("..", "report-page", "src", "labels.ts"));

        assertThat(FindingKind.values()).allSatisfy(kind -> assertThat(labels).contains("['" + kind + "', '"));
        assertThat(TimelineEntry.Kind.values())
                .allSatisfy(kind -> assertThat(labels).contains("['" + kind + "', '"));
    }

    @Test
    void flappingIsCritical() {
        ReportView.TableView table = table(flapping());

        assertThat(table.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(table.flapping()).isNotNull();
        assertThat(table.command()).startsWith("./pitr-guard acknowledge flapping ");
    }

    @Test
    void exemptTableHasItsEndAndOwnerAndOwesNothing() {
        ReportView.TableView table =
                table(exempt("Exempt until 2026-12-05: a cache (of a cache) (owner: search@example.com)."));

        assertThat(table.exemption())
                .isEqualTo(new ReportView.ExemptionView("a cache (of a cache)", "search@example.com", "2026-12-05"));
        assertThat(table.recovery().requiredDays()).isNull();
    }

    @Test
    void driftBeginsWithTheCallAndEndsWithTheRemediation() {
        TableRecord record = called(fine("orders"), 5);
        List<TimelineEntry> timeline = List.of(
                entry(5, TimelineEntry.Kind.ACTOR, "disabled", Optional.of(ANN)),
                entry(
                        4,
                        TimelineEntry.Kind.OPENED,
                        IS_OFF,
                        Optional.empty(),
                        Optional.of(FindingKind.RECOVERY_DISABLED)),
                entry(3, TimelineEntry.Kind.REMEDIATED, "Enabled.", Optional.empty()),
                entry(
                        3,
                        TimelineEntry.Kind.RESOLVED,
                        "It is on again.",
                        Optional.empty(),
                        Optional.of(FindingKind.RECOVERY_DISABLED)));

        ReportView report = report(List.of(record), Map.of(record.table(), timeline));

        assertThat(report.drift())
                .containsExactly(new ReportView.DriftSpan(
                        "2026-11-30T05:00:00Z",
                        "orders",
                        HERE.account(),
                        HERE.region(),
                        FindingKind.RECOVERY_DISABLED,
                        "ann, with console",
                        "2026-11-30T07:00:00Z",
                        "pitr-guard"));
        assertThat(report.timeToRemediate()).isEqualTo(new ReportView.TimeToRemediate(1, 7200L, 7200L, 7200L));
    }

    @Test
    void driftThatAPersonEndedAndDriftThatLasts() {
        TableRecord record = off("orders");
        List<TimelineEntry> timeline = List.of(
                entry(
                        9,
                        TimelineEntry.Kind.OPENED,
                        "It is 7 days.",
                        Optional.empty(),
                        Optional.of(FindingKind.PERIOD_TOO_SHORT)),
                entry(9, TimelineEntry.Kind.OPENED, "Of a version that recorded no finding.", Optional.empty()),
                entry(
                        8,
                        TimelineEntry.Kind.RESOLVED,
                        "It is 35 days.",
                        Optional.empty(),
                        Optional.of(FindingKind.PERIOD_TOO_SHORT)),
                entry(
                        2,
                        TimelineEntry.Kind.OPENED,
                        IS_OFF,
                        Optional.of(ANN),
                        Optional.of(FindingKind.RECOVERY_DISABLED)));

        assertThat(report(List.of(record), Map.of(record.table(), timeline)).drift())
                .extracting(ReportView.DriftSpan::kind, ReportView.DriftSpan::endedAt, ReportView.DriftSpan::endedBy)
                .containsExactly(
                        tuple(FindingKind.RECOVERY_DISABLED, null, null),
                        tuple(FindingKind.PERIOD_TOO_SHORT, "2026-11-30T02:00:00Z", "person"));
    }

    @Test
    void nobodyIsSaidToHaveEndedWhatNoEntrySays() {
        TableRecord record = called(fine("orders"), 5);

        ReportView report = report(List.of(record), Map.of());

        assertThat(report.drift()).singleElement().satisfies(drift -> {
            assertThat(drift.endedAt()).isEqualTo("2026-11-30T09:00:00Z");
            assertThat(drift.endedBy()).isNull();
        });
        assertThat(report.timeToRemediate()).isEqualTo(new ReportView.TimeToRemediate(0, null, null, null));
    }

    @Test
    void keepsTheNewestSweepOfEachDayAndAtMostFourHundred() {
        List<SweepHistory.Sweep> twiceADay = IntStream.range(0, 2_000)
                .mapToObj(i -> sweep(NOW.minus(Duration.ofHours(12L * i))))
                .toList();

        List<ReportView.SweepCounts> sweeps =
                report(List.of(), Map.of(), twiceADay.reversed(), List.of()).sweeps();

        assertThat(sweeps).hasSizeBetween(300, 400);
        assertThat(sweeps.getLast().at()).isEqualTo("2026-11-30T10:00:00Z");
        assertThat(sweeps).extracting(ReportView.SweepCounts::at).isSorted();
        assertThat(report(List.of(), Map.of(), twiceADay.subList(0, 5), List.of())
                        .sweeps())
                .hasSize(3);
    }

    @Test
    void policyIsTheOneOfTheNewestSweep() {
        assertThat(report(List.of(), Map.of(), List.of(sweep(NOW)), List.of())
                        .report()
                        .policy())
                .isEqualTo(new ReportView.AppliedPolicy("policy.yaml", DIGEST, "2026-11-30T10:00:00Z"));
        assertThat(report(List.of(), Map.of()).report().policy()).isNull();
        SweepHistory.Sweep builtIn =
                new SweepHistory.Sweep(NOW, new SweepHistory.Verdicts(1, 0, 0, 0, 0), 0, "built-in", Optional.empty());
        assertThat(report(List.of(), Map.of(), List.of(sweep(NOW.minusSeconds(1)), builtIn), List.of())
                        .report()
                        .policy())
                .isEqualTo(new ReportView.AppliedPolicy("built-in", null, "2026-11-30T10:00:00Z"));
    }

    @Test
    void whatCannotBeReadIsSaid() {
        ReportView report = report(
                List.of(fine("a")), Map.of(), List.of(), List.of(new Cause(Cause.Kind.REFUSED, "An item is wrong.")));

        assertThat(report.report().complete()).isFalse();
        assertThat(report.headline().severity()).isEqualTo("HIGH");
        assertThat(report.places())
                .singleElement()
                .satisfies(place -> assertThat(place.failure()).isEqualTo("An item is wrong."));
    }

    @Test
    void showsTheTwentyNewestEntries() {
        TableRecord record = fine("a");
        List<TimelineEntry> timeline = IntStream.range(0, 25)
                .mapToObj(i -> entry(30 - i, TimelineEntry.Kind.ACKNOWLEDGED, "entry " + i, Optional.of(ANN)))
                .toList();

        assertThat(report(List.of(record), Map.of(record.table(), timeline))
                        .tables()
                        .getFirst()
                        .timeline())
                .hasSize(20)
                .last()
                .isEqualTo(new ReportView.EntryView(
                        "2026-11-30T04:00:00Z", TimelineEntry.Kind.ACKNOWLEDGED, "entry 24", "ann"));
    }

    private static SweepHistory.Sweep sweep(Instant at) {
        return new SweepHistory.Sweep(
                at, new SweepHistory.Verdicts(1, 2, 3, 4, 5), 6, "policy.yaml", Optional.of(DIGEST));
    }

    private static TableRecord off(String name) {
        return seen(name, VerdictKind.NON_COMPLIANT, OFF, "", Map.of(FindingKind.RECOVERY_DISABLED, IS_OFF), Map.of());
    }

    private static TableRecord fine(String name) {
        return seen(name, VerdictKind.COMPLIANT, on(40), "");
    }

    private static TableRecord exempt(String reason) {
        return seen("exempt", VerdictKind.EXEMPT, OFF, reason);
    }

    private static TableRecord flapping() {
        return flapping("flapping");
    }

    private static TableRecord flapping(String name) {
        return called(off(name).enabled(NOW.minus(Duration.ofHours(6))), 5);
    }

    private static TableRecord called(TableRecord record, int hoursAgo) {
        return record.called(new Call(
                "UpdateContinuousBackups",
                NOW.minus(Duration.ofHours(hoursAgo)),
                ANN,
                false,
                true,
                OptionalInt.empty(),
                false));
    }

    private static TableRecord losing() {
        TableRecord before = learn(TableRecord.of(HERE.table("losing")), 4, VerdictKind.COMPLIANT, Map.of(), on(20));
        LastObservation.Recovery since = new LastObservation.Recovery(
                LastObservation.Status.ENABLED,
                OptionalInt.of(35),
                Optional.of(NOW.minus(Duration.ofHours(3))),
                Optional.of(NOW));
        return learn(before, 2, VerdictKind.NON_COMPLIANT, Map.of(FindingKind.HISTORY_LOST, "History is lost."), since);
    }

    private static TableRecord learn(
            TableRecord record,
            int hoursAgo,
            VerdictKind verdict,
            Map<FindingKind, String> violations,
            LastObservation.Recovery recovery) {
        LastObservation seen = read(hoursAgo, verdict, recovery, "", violations, Map.of());
        Point point = new Point(
                seen.at(), Optional.of(new Point.Window(recovery.earliest().orElseThrow(), recovery.periodDays())));
        return record.learn(new Observation(
                        record.table(),
                        Optional.empty(),
                        Optional.empty(),
                        seen,
                        Optional.of(point),
                        Optional.empty(),
                        Optional.empty()))
                .record();
    }

    private static TableRecord seen(
            String name, VerdictKind verdict, LastObservation.Recovery recovery, String reason) {
        return seen(name, verdict, recovery, reason, Map.of(), Map.of());
    }

    private static TableRecord seen(
            String name,
            VerdictKind verdict,
            LastObservation.Recovery recovery,
            String reason,
            Map<FindingKind, String> violations,
            Map<String, String> unknown) {
        TableRecord none = TableRecord.of(HERE.table(name));
        return new TableRecord(
                none.table(),
                none.identity(),
                Optional.of(read(1, verdict, recovery, reason, violations, unknown)),
                none.lastUnreadable(),
                none.history(),
                none.lossesRecorded(),
                none.lossesAcknowledgedUntil(),
                none.notified(),
                none.flapping(),
                none.historyCuts(),
                none.runMarkers(),
                none.lastAttempt(),
                none.unnotified());
    }

    private static LastObservation read(
            int hoursAgo,
            VerdictKind verdict,
            LastObservation.Recovery recovery,
            String reason,
            Map<FindingKind, String> violations,
            Map<String, String> unknown) {
        return new LastObservation(
                NOW.minus(Duration.ofHours(hoursAgo)),
                Trigger.SWEEP,
                verdict,
                violations.isEmpty() ? Collections.emptySortedMap() : new TreeMap<>(violations),
                reason,
                recovery,
                new TreeMap<>(unknown),
                LastObservation.Details.NONE);
    }

    private static TimelineEntry entry(int hoursAgo, TimelineEntry.Kind kind, String text, Optional<Actor> actor) {
        return entry(hoursAgo, kind, text, actor, Optional.empty());
    }

    private static TimelineEntry entry(
            int hoursAgo, TimelineEntry.Kind kind, String text, Optional<Actor> actor, Optional<FindingKind> finding) {
        return new TimelineEntry(
                NOW.minus(Duration.ofHours(hoursAgo)), kind, Trigger.SWEEP, text, actor, Optional.empty(), finding);
    }

    private static LastObservation.Recovery on(int sinceDays) {
        return new LastObservation.Recovery(
                LastObservation.Status.ENABLED,
                OptionalInt.of(35),
                Optional.of(NOW.minus(Duration.ofDays(sinceDays))),
                Optional.of(NOW));
    }

    private static LastObservation.Recovery state(LastObservation.Status status) {
        return new LastObservation.Recovery(status, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }
}
