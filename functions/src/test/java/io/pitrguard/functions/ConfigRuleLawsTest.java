package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.functions.RandomFleet.Truth;
import io.pitrguard.report.ConfigRuleView;
import io.pitrguard.sandbox.RuleEvent;
import io.pitrguard.sandbox.state.Compliance;
import io.pitrguard.sandbox.state.ConfigItem;
import io.pitrguard.sandbox.state.Evaluation;
import io.pitrguard.sandbox.state.ItemStatus;
import io.pitrguard.sandbox.state.Recovery;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.traffic.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What holds of the rule for any mixture of events, items, states and faults. */
class ConfigRuleLawsTest {
    private static final int STEPS = 12;
    private static final String LISTING_FAILED = "Listing the tables failed";

    /** What an event is. */
    private enum Kind {
        /** A change; the item in the event is a hint. */
        CHANGE,
        /** A change whose item is in the history, which may know better by now. */
        OVERSIZED,
        /** The table is deleted, not recorded or out of scope, says the event. */
        OFF,
        SCHEDULE,
        /** About something that is no table. */
        OTHER_TYPE,
        /** About another account or region. */
        ELSEWHERE
    }

    /**
     * An event.
     *
     * @param table that it is about; empty for all
     * @param saysOff whether its item says that recovery is off
     */
    private record Asked(RuleEvent event, Kind kind, String table, boolean saysOff) {
        boolean test() {
            return RuleEvent.TEST_TOKEN.equals(event.resultToken());
        }

        boolean refused() {
            return kind == Kind.OTHER_TYPE || kind == Kind.ELSEWHERE && !test();
        }

        boolean isAbout(String name) {
            return table.equals(name);
        }
    }

    /** One invocation, and what was so when it began. */
    private record Invoked(
            Asked asked,
            RandomFaults faults,
            boolean exemptAsCompliant,
            Map<String, TableState> before,
            Map<String, Truth> truth,
            RuleRun run) {
        @Override
        public String toString() {
            return "%s %s with %s of %s".formatted(asked.kind(), asked.event().invokingEvent(), faults, truth);
        }

        Set<String> reported() {
            return run.accepted().stream().map(Evaluation::resourceId).collect(Collectors.toSet());
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void neverSaysWhatIsNotSo(@ForAll long seed) {
        Random random = new Random(seed);
        try (ConfigRuleTestBed bed = new ConfigRuleTestBed()) {
            RandomFleet.Demand demand = RandomFleet.Demand.any(random);
            bed.policy = demand.policy();
            bed.act = random.nextInt(4) > 0;
            new Play(bed, random, new RandomFleet(bed, random, demand)).run();
        }
    }

    private record Play(
            ConfigRuleTestBed bed,
            Random random,
            RandomFleet fleet,
            List<Asked> sent,
            Map<String, Boolean> recordedOff) {
        Play(ConfigRuleTestBed bed, Random random, RandomFleet fleet) {
            this(bed, random, fleet, new ArrayList<>(), new HashMap<>());
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                fleet.happen();
                Asked asked = ask();
                if (random.nextBoolean()) {
                    fleet.happen();
                }
                String table = asked.table().isEmpty() ? fleet.name() : asked.table();
                RandomFaults faults = random.nextInt(3) == 0 ? RandomFaults.NONE : RandomFaults.any(random, table);
                boolean exemptAsCompliant = random.nextBoolean();
                boolean act = random.nextInt(3) > 0;
                check(asked, faults, exemptAsCompliant, act);
            }
        }

        private Asked ask() {
            Asked asked = switch (random.nextInt(12)) {
                case 0, 1 -> change();
                case 2 -> oversized();
                case 3, 4 -> {
                    String table = fleet.existing();
                    yield about(table, bed.config().recordWithoutBackups(table), Kind.CHANGE, false);
                }
                case 5 -> bare();
                case 6 -> {
                    Asked left = change();
                    yield new Asked(left.event().leftScope(), Kind.OFF, left.table(), false);
                }
                case 7 -> sent.isEmpty() ? change() : sent.get(random.nextInt(sent.size()));
                case 8 -> foreign();
                default -> new Asked(bed.scheduled(), Kind.SCHEDULE, "", false);
            };
            sent.add(asked);
            return random.nextInt(8) == 0
                    ? new Asked(asked.event().testMode(), asked.kind(), asked.table(), asked.saysOff())
                    : asked;
        }

        private Asked change() {
            String table = fleet.existing();
            return about(table, bed.config().record(table), Kind.CHANGE, isOff(table));
        }

        private Asked oversized() {
            String table = fleet.existing();
            return about(table, bed.config().recordOversized(table), Kind.OVERSIZED, isOff(table));
        }

        private Asked bare() {
            String table = fleet.name();
            ItemStatus status = random.nextBoolean() ? ItemStatus.DELETED : ItemStatus.NOT_RECORDED;
            return about(table, bed.config().recordBare(table, status), Kind.OFF, false);
        }

        /** A change of something of the same name that is no table of this account and region. */
        private Asked foreign() {
            String table = fleet.existing();
            String invoking = bed.config().record(table);
            return switch (random.nextInt(3)) {
                case 0 -> foreign(table, invoking, "resourceType", "AWS::S3::Bucket", Kind.OTHER_TYPE);
                case 1 -> foreign(table, invoking, "awsAccountId", "210987654321", Kind.ELSEWHERE);
                default -> foreign(table, invoking, "awsRegion", "us-east-1", Kind.ELSEWHERE);
            };
        }

        private Asked foreign(String table, String invoking, String field, String value, Kind kind) {
            return about(table, RuleEvents.withItemOf(invoking, item -> item.put(field, value)), kind, isOff(table));
        }

        private Asked about(String table, String invoking, Kind kind, boolean saysOff) {
            recordedOff.put(table, saysOff);
            return new Asked(bed.rule.event(invoking), kind, table, saysOff);
        }

        private boolean isOff(String table) {
            return bed.table(table).recovery() instanceof Recovery.Disabled;
        }

        private void check(Asked asked, RandomFaults faults, boolean exemptAsCompliant, boolean act) {
            Map<String, TableState> before = fleet.states();
            Map<String, Truth> truth = new HashMap<>();
            before.forEach((name, table) -> truth.put(name, fleet.truth(table)));
            RuleEvent event = asked.event()
                    .withParameters(Map.of(
                            "exemptAs", exemptAsCompliant ? "COMPLIANT" : "NOT_APPLICABLE",
                            "act", act ? "policy" : "never"));
            faults.arm(bed);
            RuleRun run = bed.invoke(event);
            faults.disarm(bed);

            Invoked invoked = new Invoked(asked, faults, exemptAsCompliant, before, truth, run);
            if (asked.refused()) {
                assertRefused(invoked);
                return;
            }
            assertTrue(invoked);
            assertNothingWithheldInSilence(invoked);
            assertWithdrawnByTheWholeListOnly(invoked);
            if (faults.none()) {
                assertExact(invoked);
            }
            assertReportedBeforeChanged(invoked);
            assertNothingMadeWorse(before);
            if (asked.test()) {
                assertThat(run.accepted()).isEmpty();
                assertThat(run.published()).isEmpty();
                assertThat(run.metrics()).isEmpty();
            }
            if (asked.test() || !act) {
                assertThat(run.published()).isEmpty();
            }
            if (asked.test() || !act || !bed.act || !bed.policy.remediates()) {
                assertThat(run.count(ConfigRuleTestBed.WRITE)).isZero();
            }
        }

        private static void assertRefused(Invoked invoked) {
            assertThat(invoked.run().failure()).as("%s", invoked).isPresent();
            assertThat(invoked.run().calls()).as("%s", invoked).isEmpty();
            assertThat(invoked.run().logged()).as("%s", invoked).isEmpty();
        }

        private void assertTrue(Invoked invoked) {
            for (Evaluation evaluation : invoked.run().accepted()) {
                String id = evaluation.resourceId();
                assertThat(evaluation.resourceType()).isEqualTo(ConfigItem.TABLE);
                assertThat(fleet.knew(id)).as("%s", invoked).isTrue();
                assertThat(evaluation.annotation()).isNotBlank();
                assertThat(mayBe(evaluation.compliance(), id, invoked))
                        .as(
                                "%s is %s but was reported as %s in %s",
                                id, invoked.truth().get(id), RuleRun.words(evaluation), invoked)
                        .isTrue();
            }
        }

        private boolean mayBe(Compliance compliance, String id, Invoked invoked) {
            TableState table = invoked.before().get(id);
            Truth truth = invoked.truth().get(id);
            return switch (compliance) {
                case COMPLIANT ->
                    truth == Truth.COMPLIANT || table != null && invoked.exemptAsCompliant() && fleet.exempt(table);
                case NON_COMPLIANT ->
                    truth == Truth.NON_COMPLIANT
                            || invoked.faults().on(ConfigRuleTestBed.READ) && itemSaysOff(invoked.asked(), id);
                case NOT_APPLICABLE ->
                    table == null
                            || truth == Truth.NOT_APPLICABLE
                            || table.status().equals("DELETING")
                            || !invoked.exemptAsCompliant() && fleet.exempt(table)
                            || invoked.faults().denyTables()
                            || mayBeTakenOff(invoked.asked(), id);
            };
        }

        private boolean itemSaysOff(Asked asked, String id) {
            return asked.isAbout(id) && (asked.kind() == Kind.OVERSIZED ? recordedOff.get(id) : asked.saysOff());
        }

        private static boolean mayBeTakenOff(Asked asked, String id) {
            return asked.isAbout(id) && (asked.kind() == Kind.OFF || asked.kind() == Kind.OVERSIZED);
        }

        /** A table is reported, or the invocation fails and names it; and what nothing hides is reported. */
        private void assertNothingWithheldInSilence(Invoked invoked) {
            if (invoked.asked().test() || invoked.faults().loseEvaluations()) {
                return;
            }
            RuleRun run = invoked.run();
            ConfigRuleView logged = run.logged().orElseThrow();
            if (invoked.asked().kind() == Kind.SCHEDULE
                    && run.failure().orElse("").contains(LISTING_FAILED)) {
                assertThat(invoked.faults().on("ListTables")).as("%s", invoked).isTrue();
                return;
            }
            for (String table : expected(invoked)) {
                if (!invoked.reported().contains(table)) {
                    assertThat(run.failed()).as("%s", invoked).contains(table);
                    boolean undetermined =
                            logged.undetermined().stream().anyMatch(said -> said.startsWith(table + ": "));
                    boolean lost = logged.problems().stream()
                            .anyMatch(said -> said.startsWith("Not reported: ") && said.contains(table));
                    assertThat(undetermined && invoked.faults().hideSomethingOf(table)
                                    || lost && invoked.faults().keepFromConfig(table))
                            .as("%s is withheld: %s in %s", table, run.failed(), invoked)
                            .isTrue();
                }
            }
        }

        private static Set<String> expected(Invoked invoked) {
            return invoked.asked().kind() == Kind.SCHEDULE
                    ? invoked.before().keySet()
                    : Set.of(invoked.asked().table());
        }

        private static void assertWithdrawnByTheWholeListOnly(Invoked invoked) {
            if (invoked.run().failure().orElse("").contains(LISTING_FAILED)) {
                assertThat(invoked.run().count(ConfigRuleTestBed.HELD))
                        .as("%s", invoked)
                        .isZero();
                assertThat(invoked.run().logged().orElseThrow().withdrawn())
                        .as("%s", invoked)
                        .isEmpty();
            }
        }

        /** Without faults all is said, and just what is so. */
        private static void assertExact(Invoked invoked) {
            assertThat(invoked.run().failure()).as("%s", invoked).isEmpty();
            for (Evaluation evaluation : invoked.run().accepted()) {
                String id = evaluation.resourceId();
                TableState table = invoked.before().get(id);
                // Whether a table is being deleted is only asked where it matters.
                if (!mayBeTakenOff(invoked.asked(), id)
                        && (table == null || !table.status().equals("DELETING"))) {
                    assertThat(evaluation.compliance())
                            .as("%s in %s", id, invoked)
                            .isEqualTo(compliance(invoked.truth().get(id), invoked.exemptAsCompliant()));
                }
            }
        }

        private static Compliance compliance(Truth truth, boolean exemptAsCompliant) {
            return switch (truth) {
                case null -> Compliance.NOT_APPLICABLE;
                case COMPLIANT -> Compliance.COMPLIANT;
                case NON_COMPLIANT -> Compliance.NON_COMPLIANT;
                case EXEMPT -> exemptAsCompliant ? Compliance.COMPLIANT : Compliance.NOT_APPLICABLE;
                case NOT_APPLICABLE -> Compliance.NOT_APPLICABLE;
            };
        }

        private static void assertReportedBeforeChanged(Invoked invoked) {
            List<Call> calls = invoked.run().calls();
            List<String> asked = calls.stream().map(Call::operation).toList();
            int firstWrite = asked.indexOf(ConfigRuleTestBed.WRITE);
            if (firstWrite >= 0) {
                assertThat(asked.lastIndexOf(ConfigRuleTestBed.PUT)).isBetween(0, firstWrite);
            }
            if (!invoked.faults().loseEvaluations()) {
                assertThat(calls.stream()
                                .filter(call -> call.operation().equals(ConfigRuleTestBed.WRITE))
                                .map(Call::table))
                        .as("%s", invoked)
                        .isSubsetOf(invoked.run().accepted().stream()
                                .filter(evaluation -> evaluation.compliance() == Compliance.NON_COMPLIANT)
                                .map(Evaluation::resourceId)
                                .toList());
            }
        }

        private void assertNothingMadeWorse(Map<String, TableState> before) {
            Map<String, TableState> after = fleet.states();
            assertThat(after).containsOnlyKeys(before.keySet());
            before.forEach((name, table) -> {
                if (table.backups().recovery(bed.aws.time().instant()) instanceof Recovery.Enabled was) {
                    assertThat(after.get(name).backups().recovery(bed.aws.time().instant()))
                            .isInstanceOfSatisfying(Recovery.Enabled.class, is -> {
                                assertThat(is.days()).isGreaterThanOrEqualTo(was.days());
                                assertThat(is.earliest()).isBeforeOrEqualTo(was.earliest());
                            });
                }
            });
        }
    }
}
