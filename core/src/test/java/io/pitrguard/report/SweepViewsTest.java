package io.pitrguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.Judgement;
import io.pitrguard.domain.evaluation.RecoveryEnabledCheck;
import io.pitrguard.domain.evaluation.TableSnapshot;
import io.pitrguard.domain.evaluation.VerdictKind;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.ledger.LastObservation;
import io.pitrguard.domain.ledger.Trigger;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.Drilled;
import io.pitrguard.domain.remediation.MonthlyCost;
import io.pitrguard.domain.remediation.Outcome;
import io.pitrguard.domain.remediation.TableResult;
import io.pitrguard.domain.rotation.CarriedTable;
import io.pitrguard.domain.rotation.CarriedTables;
import io.pitrguard.domain.selfcheck.BlindSpot;
import io.pitrguard.domain.selfcheck.ClockSkew;
import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.ledger.LedgerSessionFixtures;
import io.pitrguard.selfcheck.SelfCheckReport;
import io.pitrguard.sweep.Policies;
import io.pitrguard.sweep.StateReader;
import io.pitrguard.sweep.SweepOrder;
import io.pitrguard.sweep.SweepResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweepViewsTest {
    private static final AccountRegion WHERE = new AccountRegion("aws", "123456789012", "eu-west-1");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final MonthlyCost UNKNOWN = new MonthlyCost.Unknown("The size was not read.");
    private static final Policy POLICY = Policies.of(
            Policies.exempt("tmp-*", "2027-01-31"),
            Policies.require("guard-*", Policies.guarded(7), Action.REMEDIATE),
            Policies.require("stale", Policies.lag(Duration.ofHours(1)), Action.ALERT));

    /** The shape that the issue asks for, with every field in it. */
    private static final String SMALL_SWEEP = """
            {"sweep":{"id":"sweep-1","startedAt":"2026-11-22T10:00:00Z","finishedAt":"2026-11-22T10:00:30Z",\
            "account":"123456789012","region":"eu-west-1","complete":true,"policy":"test","fix":true,"selection":null,"failure":null,"ledgerFailure":null,\
            "reads":{"calls":3,"throttled":1},"selfCheck":null,"clock":null,"evidence":null},\
            "summary":{"tables":2,"compliant":0,"nonCompliant":1,"exempt":1,"notApplicable":0,"undetermined":0,\
            "planned":0,"alertOnly":0,"fixed":1,"fixFailed":0,"unconfirmed":0,"deferred":0,"overBudget":0,"flapping":0,"enabledMonthlyCostUsd":1.50,"proposedMonthlyCostUsd":0.00,"costUnknown":0,"carried":0,"oldestProofAt":null,"gone":0,"drills":null},\
            "tables":[\
            {"arn":"arn:aws:dynamodb:eu-west-1:123456789012:table/guard-a","name":"guard-a","verdict":"NON_COMPLIANT",\
            "violations":[{"kind":"DeletionProtectionOff","severity":"MEDIUM","brief":"deletion protection is off",\
            "message":"Deletion protection is off; the policy requires it on.",\
            "why":"Deleting a table ends its point-in-time recovery; AWS keeps one backup, of the moment before, for 35 days.",\
            "remedy":"aws dynamodb update-table --table-name guard-a --region eu-west-1 --deletion-protection-enabled"}],\
            "notices":[{"kind":"RecoveryWindowGrowing","message":"Restorable only since 2026-11-22T10:00:00Z; \
            the window will be full on 2026-11-29T10:00:00Z.","informational":true}],"rule":"guard-*",\
            "recovery":{"status":"ENABLED","recoveryPeriodDays":7,"earliestRestorable":"2026-11-22T10:00:00Z",\
            "latestRestorable":"2026-11-22T10:00:00Z","requiredDays":7,"historyLost":null},\
            "exemption":null,"remediation":{"outcome":"Fixed","message":"Verified.","resolved":["RecoveryDisabled"]},\
            "estimatedMonthlyCostUsd":1.50,"costNote":null,"reason":null,"remedy":null,"notification":{"kind":"NEW","resolved":[],"mayRepeat":false,"lastNotifiedAt":null,"events":[],"omitted":null},"omitted":null,"provenAt":"2026-11-22T10:00:00Z"},\
            {"arn":"arn:aws:dynamodb:eu-west-1:123456789012:table/tmp-b","name":"tmp-b","verdict":"EXEMPT",\
            "violations":[],"notices":[],"rule":"tmp-*",\
            "recovery":{"status":"DISABLED","recoveryPeriodDays":null,"earliestRestorable":null,"latestRestorable":null,"requiredDays":null,"historyLost":null},\
            "exemption":{"reason":"rebuilt nightly","owner":"data-platform","until":"2027-01-31"},"remediation":null,\
            "estimatedMonthlyCostUsd":null,"costNote":"The size was not read.","reason":null,"remedy":null,"notification":null,"omitted":null,"provenAt":"2026-11-22T10:00:00Z"}],\
            "tablesOmitted":0,"carried":[],"restoreProofs":[]}""";

    @Test
    void writesTheDocumentedShape() {
        TableResult fixed = result(
                "guard-a",
                new RecoveryState.Enabled(OptionalInt.of(7), Optional.of(NOW), Optional.of(NOW)),
                new Fact.Known<>(new TableDetails(TableStatus.ACTIVE, 1, false)),
                new MonthlyCost.Usd(new BigDecimal("1.50")),
                new Outcome.Fixed("Verified.", List.of(new RecoveryEnabledCheck.RecoveryDisabled())));
        TableResult exempt = result("tmp-b", new RecoveryState.Disabled(), new Fact.NotRead<>(), UNKNOWN, null);

        assertThat(Json.write(SweepViews.of(sweep(Optional.empty(), fixed, exempt))))
                .isEqualTo(SMALL_SWEEP);
    }

    @Test
    void writesWhatTheSelfCheckCameTo() {
        AccountRegion where = new AccountRegion("aws", "123456789012", "eu-west-1");
        List<HealthFinding> findings = List.of(
                new HealthFinding.Ok(Component.TRAIL, "Fine."),
                new HealthFinding.Problem(Component.RECORDER, "There is none.", "Make one."),
                new HealthFinding.Unknown(Component.EVENT_RULE, "AWS denied it.", false));
        Notification<BlindSpot> notification = new Notification<>(
                Notification.Kind.NEW, new TreeSet<>(List.of(new BlindSpot(Component.POLICY, "Another one."))), true);

        SweepView view = SweepViews.of(
                sweep(Optional.empty()),
                new SelfCheckReport(
                        where, findings, NotifiedState.nothing(), notification, SelfCheckReport.Store.UNCHANGED));

        assertThat(Json.write(view)).contains("""
                        "selfCheck":{"blindSpots":[{"kind":"Recorder","what":"There is none.","remedy":"Make one."},{"kind":"EventRule","what":"AWS denied it.","remedy":null}],"notification":"NEW","resolved":["Policy"],"mayRepeat":true,"omitted":null}""".strip());
    }

    @Test
    void namesEachVerdictAndSaysWhyWhereThereIsNone() {
        SweepView view = SweepViews.of(sweep(
                Optional.empty(),
                result("a", enabled(), new Fact.NotRead<>(), UNKNOWN, null),
                result("b", new RecoveryState.Disabled(), new Fact.NotRead<>(), UNKNOWN, null),
                result("tmp-c", new RecoveryState.Disabled(), new Fact.NotRead<>(), UNKNOWN, null),
                result("d", new RecoveryState.TableGone(), new Fact.Gone<>(), UNKNOWN, null),
                result("e", unreadable(), new Fact.NotRead<>(), UNKNOWN, null)));

        assertThat(view.tables()).extracting(SweepView.TableView::verdict).containsExactly(VerdictKind.values());
        assertThat(view.tables())
                .extracting(table -> table.recovery().status())
                .extracting(SweepView.RecoveryView.Status::toString)
                .containsExactly("ENABLED", "DISABLED", "DISABLED", "TABLE_GONE", "UNREADABLE");
        assertThat(view.tables())
                .extracting(SweepView.TableView::reason)
                .containsExactly(null, null, null, "The table no longer exists.", "Denied.");
        assertThat(view.tables())
                .extracting(SweepView.TableView::rule)
                .containsExactly("default", "default", "tmp-*", null, "default");
    }

    @Test
    void leavesOutWhatAwsLeftOut() {
        SweepView.TableView table = SweepViews.of(
                        sweep(Optional.empty(), result("a", enabled(), new Fact.NotRead<>(), UNKNOWN, null)))
                .tables()
                .getFirst();

        assertThat(table.recovery())
                .isEqualTo(new SweepView.RecoveryView(SweepView.RecoveryView.Status.ENABLED, null, null, null));
        assertThat(table.costNote()).as("a compliant table needs no estimate").isNull();
    }

    @Test
    void givesEveryOutcomeItsName() {
        for (Outcome outcome : List.of(
                new Outcome.Planned("m"),
                new Outcome.FixFailed("m"),
                new Outcome.Deferred("m"),
                new Outcome.OverBudget("m"))) {
            SweepView view = SweepViews.of(sweep(
                    Optional.empty(),
                    result("b", new RecoveryState.Disabled(), new Fact.NotRead<>(), UNKNOWN, outcome)));

            assertThat(view.tables().getFirst().remediation())
                    .isEqualTo(new SweepView.RemediationView(outcome.kind(), "m", List.of()));
        }
    }

    @Test
    void namesTheAccountOfEachCommandWhereTheLedgerIsInAnother() {
        LedgerLocation hub = LedgerLocation.in(new AccountRegion("aws", "999999999999", "us-east-1"));
        SweepResult open =
                sweep(Optional.empty(), result("b", new RecoveryState.Disabled(), new Fact.NotRead<>(), UNKNOWN, null));
        SweepResult flapping = sweep(
                Optional.empty(),
                result("b", new RecoveryState.Disabled(), new Fact.NotRead<>(), UNKNOWN, new Outcome.Flapping("m")));

        assertThat(remedy(open))
                .startsWith("aws dynamodb update-continuous-backups --table-name b --region eu-west-1 ");
        assertThat(remedy(flapping)).contains(" 2. ./pitr-guard acknowledge b --region eu-west-1 --reason … 3. ");

        assertThat(remedy(from(hub, open)))
                .startsWith(
                        "In account 123456789012: aws dynamodb update-continuous-backups --table-name b --region eu-west-1 ");
        assertThat(remedy(from(hub, flapping)))
                .startsWith("In account 123456789012: 1. Stop what disables it")
                .contains(
                        " 2. With credentials of account 999999999999: ./pitr-guard acknowledge b --account 123456789012"
                                + " --region eu-west-1 --ledger-region us-east-1 --reason … 3. ");
    }

    private static String remedy(SweepResult result) {
        return SweepViews.of(result).tables().getFirst().violations().getFirst().remedy();
    }

    private static SweepResult from(LedgerLocation ledger, SweepResult result) {
        return new SweepResult(
                result.order().with(ledger),
                result.startedAt(),
                result.finishedAt(),
                result.tables(),
                result.listingFailure(),
                result.reads(),
                result.ledgerFailure(),
                result.clock(),
                result.pending(),
                result.carried());
    }

    @Test
    void tellsWhyTheSweepFailed() {
        SweepView view = SweepViews.of(sweep(Optional.of(new Cause(Cause.Kind.DENIED, "Listing failed."))));

        assertThat(view.sweep().failure()).isEqualTo("Listing failed.");
        assertThat(view.sweep().complete()).isFalse();
    }

    @Test
    void isNotCompleteWhenTimeRanOut() {
        RecoveryState late = new RecoveryState.Unreadable(new Cause(Cause.Kind.OUT_OF_TIME, "Too late."));

        assertThat(SweepViews.of(sweep(Optional.empty(), result("a", late, new Fact.NotRead<>(), UNKNOWN, null)))
                        .sweep()
                        .complete())
                .isFalse();
        assertThat(SweepViews.of(
                                sweep(Optional.empty(), result("a", unreadable(), new Fact.NotRead<>(), UNKNOWN, null)))
                        .sweep()
                        .complete())
                .isTrue();
    }

    @Test
    void listsNoticesBesideTheVerdict() {
        Policy ended = Policies.of(Policies.exempt("*", "2026-01-01"));
        TableSnapshot snapshot = new TableSnapshot(
                new TableFacts(WHERE.table("a"), Tags.NONE, new Fact.NotRead<>()), new RecoveryState.Disabled(), NOW);
        TableResult result = new TableResult(snapshot, snapshot.judge(ended), UNKNOWN, Optional.empty());

        assertThat(SweepViews.of(sweep(Optional.empty(), result))
                        .tables()
                        .getFirst()
                        .notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.kind()).hasToString("ExemptionEnded"));
    }

    /** What was not read is neither a table's result nor missing: it counts as compliant, and says since when. */
    @Test
    void writesTablesThatWereNotRead() {
        LastObservation seen = new LastObservation(
                NOW,
                Trigger.SWEEP,
                VerdictKind.COMPLIANT,
                new TreeMap<>(),
                "",
                new LastObservation.Recovery(
                        LastObservation.Status.ENABLED, OptionalInt.of(35), Optional.empty(), Optional.empty()));
        CarriedTables carried = new CarriedTables(
                24,
                List.of(
                        new CarriedTable(
                                WHERE.table("a"),
                                NOW.minusSeconds(60),
                                seen,
                                DrillPast.NONE.passed(new Drilled("d", "id-1", NOW, Optional.empty(), ""))),
                        new CarriedTable(WHERE.table("b"), NOW.minusSeconds(7200), seen)));
        TableResult open = result("c", unreadable(), new Fact.NotRead<>(), UNKNOWN, null);

        SweepView view = SweepViews.of(sweep(Optional.of(carried), Optional.empty(), open));

        assertThat(view.tables()).extracting(SweepView.TableView::provenAt).containsExactly((String) null);
        assertThat(view.carried())
                .containsExactly(
                        new SweepView.CarriedView(WHERE.table("a").arn(), "a", "2026-11-22T09:59:00Z", 35),
                        new SweepView.CarriedView(WHERE.table("b").arn(), "b", "2026-11-22T08:00:00Z", 35));
        assertThat(view.summary().tables()).isEqualTo(3);
        assertThat(view.summary().compliant()).isEqualTo(2);
        assertThat(view.summary().undetermined()).isEqualTo(1);
        assertThat(view.summary().carried()).isEqualTo(2);
        assertThat(view.summary().drills()).isEqualTo(new DrillCounts(1, 0, 0, 0));
        assertThat(view.summary().oldestProofAt()).isEqualTo("2026-11-22T08:00:00Z");
        assertThat(JsonRecords.read(SweepView.class, Json.write(view))).isEqualTo(view);
    }

    @Test
    void oldestProofIsTheOldestReadWhereEverythingWasRead() {
        TableResult table = result("c", enabled(), new Fact.NotRead<>(), UNKNOWN, null);
        CarriedTables none = new CarriedTables(24, List.of());

        assertThat(SweepViews.of(sweep(Optional.of(none), Optional.empty(), table))
                        .summary())
                .satisfies(summary -> assertThat(summary.carried()).isZero())
                .satisfies(summary -> assertThat(summary.oldestProofAt()).isEqualTo("2026-11-22T10:00:00Z"));
        assertThat(SweepViews.of(sweep(Optional.of(none), Optional.empty()))
                        .summary()
                        .oldestProofAt())
                .isNull();
        assertThat(SweepViews.of(sweep(Optional.empty(), table)).summary().oldestProofAt())
                .isNull();
    }

    private static RecoveryState enabled() {
        return new RecoveryState.Enabled(OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    private static RecoveryState unreadable() {
        return new RecoveryState.Unreadable(new Cause(Cause.Kind.DENIED, "Denied."));
    }

    private static TableResult result(
            String name, RecoveryState state, Fact<TableDetails> details, MonthlyCost cost, @Nullable Outcome outcome) {
        TableSnapshot snapshot = new TableSnapshot(new TableFacts(WHERE.table(name), Tags.NONE, details), state, NOW);
        Judgement judgement = snapshot.judge(POLICY);
        return new TableResult(snapshot, judgement, cost, Optional.ofNullable(outcome));
    }

    private static SweepResult sweep(Optional<Cause> failure, TableResult... tables) {
        return sweep(Optional.empty(), failure, tables);
    }

    private static SweepResult sweep(Optional<CarriedTables> carried, Optional<Cause> failure, TableResult... tables) {
        return new SweepResult(
                new SweepOrder("sweep-1", WHERE, POLICY, true, SweepOrder.NO_DEADLINE),
                NOW,
                NOW.plusSeconds(30),
                LedgerSessionFixtures.recorded(WHERE, Arrays.asList(tables)),
                failure,
                new StateReader.Count(3, 1),
                Optional.empty(),
                ClockSkew.NONE,
                Map.of(),
                carried);
    }
}
