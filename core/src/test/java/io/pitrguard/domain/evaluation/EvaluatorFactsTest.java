package io.pitrguard.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableFacts;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** Facts that a check needs: asked for until they are read, whatever else is certain. */
@Domain(Anything.class)
@Domain(DomainContext.Global.class)
class EvaluatorFactsTest {
    private static final Check FAILING = new TestCheck(Set.of(), new RecoveryEnabledCheck.RecoveryDisabled());
    private static final Check NEEDY =
            new TestCheck(Set.of(FactKind.DETAILS), new DeletionProtectionCheck.DeletionProtectionOff());
    private static final TableFacts UNREAD = new TableFacts(Words.ORDERS, Tags.NONE);

    /** A check that every table fails once its facts are known. */
    private record TestCheck(Set<FactKind> facts, Violation violation) implements Check {
        @Override
        public String title() {
            return "title";
        }

        @Override
        public String reason() {
            return "reason";
        }

        @Override
        public String remedy(TableSnapshot snapshot, Requirement requirement, LedgerLocation ledger) {
            return "remedy";
        }

        @Override
        public Result test(Requirement requirement, TableSnapshot snapshot) {
            facts.forEach(kind -> snapshot.facts().known(kind, kind.type()));
            return new Result.Failed(violation);
        }
    }

    @Example
    void asksForMissingFactAlthoughViolationIsCertain() {
        Judgement judgement = judge(List.of(FAILING, NEEDY), UNREAD);

        assertThat(judgement.verdict())
                .isEqualTo(new Verdict.NonCompliant(List.of(new RecoveryEnabledCheck.RecoveryDisabled())));
        assertThat(judgement.missing()).containsExactly(FactKind.DETAILS);
    }

    @Example
    void listsBothViolationsOnceTheFactIsRead() {
        TableDetails details = new TableDetails(TableStatus.ACTIVE, 0, false);

        Judgement judgement = judge(List.of(FAILING, NEEDY), UNREAD.with(new Fact.Known<>(details)));

        assertThat(judgement.verdict())
                .isEqualTo(new Verdict.NonCompliant(List.of(
                        new RecoveryEnabledCheck.RecoveryDisabled(),
                        new DeletionProtectionCheck.DeletionProtectionOff())));
        assertThat(judgement.missing()).isEmpty();
    }

    @Example
    void namesTheFactThatAVerdictIsOpenFor() {
        assertThat(judge(List.of(NEEDY), UNREAD).verdict())
                .isEqualTo(new Verdict.Undetermined(FactKind.DETAILS.notRead()));
    }

    @Example
    void checksNothingThatDependsOnUnreadableFact() {
        TableFacts failed = UNREAD.with(new Fact.Unreadable<>(Words.cause("denied")));

        assertThat(judge(List.of(NEEDY), failed))
                .returns(new Verdict.Undetermined(Words.cause("denied")), Judgement::verdict)
                .returns(Set.of(), Judgement::missing);
        assertThat(judge(List.of(NEEDY, FAILING), failed).verdict())
                .isEqualTo(new Verdict.NonCompliant(List.of(new RecoveryEnabledCheck.RecoveryDisabled())));
    }

    /** Who reads one table reads its facts before its state, and has all of them then. */
    @Property
    void nothingIsMissingOfTableWhoseFactsWereReadBeforeItsState(
            @ForAll Policy policy, @ForAll TableFacts some, @ForAll RecoveryState state, @ForAll TableDetails known) {
        TableFacts facts = new TableFacts(some.table(), some.tags());
        Set<FactKind> needed = Evaluator.facts(policy, facts.table(), facts.tags(), Words.NOW);
        for (FactKind kind : needed) {
            facts = facts.with(
                    kind,
                    switch (kind) {
                        case DETAILS -> new Fact.Known<>(known);
                    });
        }

        assertThat(Evaluator.evaluate(policy, facts, state, Words.NOW).missing())
                .isEmpty();
    }

    private static Judgement judge(List<Check> checks, TableFacts facts) {
        return new Evaluator(checks).judge(Policy.BUILT_IN, new TableSnapshot(facts, Words.state("fresh"), Words.NOW));
    }
}
