package io.pitrguard.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.lambda.RandomFleet.Truth;
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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What holds of the rule for any mixture of events, items, states and faults. */
class ConfigRuleLawsTest {
    private static final int STEPS = 12;

    /**
     * An event, and which tables it asks the rule about by their live state.
     *
     * @param told whether an item may decide, in the event or in the history
     */
    private record Asked(RuleEvent event, Set<String> tables, boolean told) {}

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void neverSaysWhatIsNotSo(@ForAll long seed) {
        Random random = new Random(seed);
        try (RuleLab lab = new RuleLab()) {
            RandomFleet.Demand demand = RandomFleet.Demand.any(random);
            lab.policy = demand.policy();
            new Play(lab, random, new RandomFleet(lab, random, demand)).run();
        }
    }

    private record Play(RuleLab lab, Random random, RandomFleet fleet, List<Asked> sent) {
        Play(RuleLab lab, Random random, RandomFleet fleet) {
            this(lab, random, fleet, new ArrayList<>());
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                fleet.happen();
                Asked asked = ask();
                if (random.nextBoolean()) {
                    fleet.happen();
                }
                RandomFaults faults =
                        random.nextInt(3) == 0 ? RandomFaults.NONE : RandomFaults.any(random, fleet.name());
                boolean exemptAsCompliant = random.nextBoolean();
                boolean act = random.nextInt(3) > 0;
                check(asked, faults, exemptAsCompliant, act);
            }
        }

        private Asked ask() {
            Asked asked = switch (random.nextInt(9)) {
                case 0, 1 -> live(false);
                case 2 -> live(true);
                case 3 -> {
                    String table = fleet.existing();
                    yield about(table, lab.config().recordWithoutBackups(table), false);
                }
                case 4 -> bare();
                case 5 -> {
                    Asked left = live(false);
                    yield new Asked(left.event().leftScope(), Set.of(), true);
                }
                case 6 -> sent.isEmpty() ? live(false) : sent.get(random.nextInt(sent.size()));
                default -> new Asked(lab.scheduled(), Set.of(), false);
            };
            sent.add(asked);
            return random.nextInt(8) == 0 ? new Asked(asked.event().testMode(), asked.tables(), asked.told()) : asked;
        }

        private Asked live(boolean oversized) {
            String table = fleet.existing();
            return about(
                    table,
                    oversized
                            ? lab.config().recordOversized(table)
                            : lab.config().record(table),
                    oversized);
        }

        private Asked bare() {
            String table = fleet.name();
            ItemStatus status = random.nextBoolean() ? ItemStatus.DELETED : ItemStatus.NOT_RECORDED;
            return about(table, lab.config().recordBare(table, status), true);
        }

        private Asked about(String table, String invoking, boolean told) {
            return new Asked(lab.rule.event(invoking), Set.of(table), told);
        }

        private void check(Asked asked, RandomFaults faults, boolean exemptAsCompliant, boolean act) {
            Map<String, TableState> before = fleet.states();
            Map<String, Truth> truth = new HashMap<>();
            before.forEach((name, table) -> truth.put(name, fleet.truth(table)));
            RuleEvent event = asked.event()
                    .withParameters(Map.of(
                            "exemptAs", exemptAsCompliant ? "COMPLIANT" : "NOT_APPLICABLE",
                            "act", act ? "policy" : "never"));
            faults.arm(lab);
            RuleRun run = lab.invoke(event);
            faults.disarm(lab);

            String what = "%s with %s of %s".formatted(event.invokingEvent(), faults, truth);
            assertTrue(run, before, truth, faults, exemptAsCompliant, what);
            assertNothingWithheldInSilence(run, asked, before.keySet(), faults, what);
            if (faults.none() && !asked.told()) {
                assertExact(run, asked, before, truth, exemptAsCompliant, what);
            }
            assertReportedBeforeChanged(run);
            assertNothingMadeWorse(before);
            if (event.resultToken() != null && event.resultToken().equals(RuleEvent.TEST_TOKEN)) {
                assertThat(run.accepted()).isEmpty();
                assertThat(run.published()).isEmpty();
            }
            if (!act || !lab.policy.remediates()) {
                assertThat(run.count(RuleLab.WRITE)).isZero();
            }
        }

        private void assertTrue(
                RuleRun run,
                Map<String, TableState> before,
                Map<String, Truth> truth,
                RandomFaults faults,
                boolean exemptAsCompliant,
                String what) {
            for (Evaluation evaluation : run.accepted()) {
                String id = evaluation.resourceId();
                assertThat(evaluation.resourceType()).isEqualTo(ConfigItem.TABLE);
                assertThat(fleet.knew(id)).as(what).isTrue();
                assertThat(evaluation.annotation()).isNotBlank();
                switch (evaluation.compliance()) {
                    case COMPLIANT ->
                        assertThat(truth.get(id) == Truth.COMPLIANT
                                        || exemptAsCompliant
                                                && (truth.get(id) == Truth.EXEMPT || fleet.exemptByRule(id)))
                                .as("%s is %s in %s", id, truth.get(id), what)
                                .isTrue();
                    case NON_COMPLIANT ->
                        assertThat(truth.get(id) == Truth.NON_COMPLIANT || faults.on(RuleLab.READ))
                                .as("%s is %s in %s", id, truth.get(id), what)
                                .isTrue();
                    case NOT_APPLICABLE -> {
                        // Whatever it is: it takes the table off the dashboard and claims nothing.
                    }
                }
            }
        }

        private void assertNothingWithheldInSilence(
                RuleRun run, Asked asked, Set<String> existing, RandomFaults faults, String what) {
            boolean test = RuleEvent.TEST_TOKEN.equals(asked.event().resultToken());
            if (run.failure().isPresent() || test || faults.loseEvaluations()) {
                return;
            }
            assertThat(run.accepted())
                    .as(what)
                    .extracting(Evaluation::resourceId)
                    .containsAll(expected(asked, existing));
        }

        private Set<String> expected(Asked asked, Set<String> existing) {
            boolean scheduled = asked.event().invokingEvent().contains("\"ScheduledNotification\"");
            return scheduled ? existing : asked.tables();
        }

        /** Without faults all is said, and just what is so. */
        private void assertExact(
                RuleRun run,
                Asked asked,
                Map<String, TableState> before,
                Map<String, Truth> truth,
                boolean exemptAsCompliant,
                String what) {
            assertThat(run.failure()).as(what).isEmpty();
            for (Evaluation evaluation : run.accepted()) {
                TableState table = before.get(evaluation.resourceId());
                // Whether a table is being deleted is only asked where it matters.
                if (table == null || !table.status().equals("DELETING")) {
                    assertThat(evaluation.compliance())
                            .as("%s in %s", evaluation.resourceId(), what)
                            .isEqualTo(compliance(truth.get(evaluation.resourceId()), exemptAsCompliant));
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

        private static void assertReportedBeforeChanged(RuleRun run) {
            List<String> asked = run.calls().stream().map(Call::operation).toList();
            int firstWrite = asked.indexOf(RuleLab.WRITE);
            if (firstWrite >= 0) {
                assertThat(asked.lastIndexOf(RuleLab.PUT)).isBetween(0, firstWrite);
            }
        }

        private void assertNothingMadeWorse(Map<String, TableState> before) {
            Map<String, TableState> after = fleet.states();
            assertThat(after).containsOnlyKeys(before.keySet());
            before.forEach((name, table) -> {
                if (table.backups().recovery(lab.aws.time().instant()) instanceof Recovery.Enabled was) {
                    assertThat(after.get(name).backups().recovery(lab.aws.time().instant()))
                            .isInstanceOfSatisfying(Recovery.Enabled.class, is -> {
                                assertThat(is.days()).isGreaterThanOrEqualTo(was.days());
                                assertThat(is.earliest()).isBeforeOrEqualTo(was.earliest());
                            });
                }
            });
        }
    }
}
