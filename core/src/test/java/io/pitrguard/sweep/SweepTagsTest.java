package io.pitrguard.sweep;

import static io.pitrguard.sweep.SweepFixture.outcome;
import static io.pitrguard.sweep.SweepFixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evaluation.TagExemption;
import io.pitrguard.domain.evaluation.Verdict;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.InMemoryTables.Call;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tags come in bulk from an index that lags behind; before a table is changed they are read from the table itself. */
class SweepTagsTest {
    private static final Policy CRITICAL = Policies.of(Policies.remediateTagged("tier=critical", 35));

    private final SweepFixture world = new SweepFixture();

    @Test
    void doesNotChangeTableWhoseOwnTagsNoLongerAskForIt() throws Exception {
        world.tables
                .create("orders")
                .tags(Map.of("tier", "critical"))
                .bulkTagsLagBehind()
                .tags(Map.of("tier", "low"));

        SweepResult result = world.fix(CRITICAL);

        assertThat(outcome(result, "orders")).isEqualTo("AlertOnly");
        assertThat(SweepFixture.of(result, "orders").judgement().rule())
                .hasValueSatisfying(rule -> assertThat(rule).isEqualTo(Policy.FALLBACK));
        assertThat(world.tables.calls("orders")).containsExactly("READ", "DESCRIBE", "TAGS_OF", "DESCRIBE", "READ");
    }

    @Test
    void doesNotChangeTableThatIsExemptByItsOwnTags() throws Exception {
        world.tables
                .create("orders")
                .tags(Map.of("tier", "critical"))
                .bulkTagsLagBehind()
                .tags(Map.of(
                        "tier",
                        "critical",
                        TagExemption.UNTIL,
                        "2027-01-01",
                        TagExemption.REASON,
                        "rebuilt",
                        TagExemption.OWNER,
                        "data"));

        SweepResult result = world.fix(CRITICAL);

        assertThat(verdict(result, "orders")).isInstanceOf(Verdict.Exempt.class);
        assertThat(world.tables.count(Call.ENABLE)).isZero();
    }

    @Test
    void leavesOnlyVerdictsThatHangOnTagsOpenWhenTagsCannotBeRead() throws Exception {
        world.tables.create("fine", 35);
        world.tables.create("short", 7).tags(Map.of("tier", "critical"));
        world.tables.create("off").tags(Map.of("tier", "critical"));
        world.tables.on(Call.BULK_TAGS).fail(Cause.Kind.DENIED);

        SweepResult result = world.fix(CRITICAL);

        assertThat(verdict(result, "fine")).isEqualTo(new Verdict.Compliant());
        assertThat(List.of("short", "off"))
                .allSatisfy(name -> assertThat(verdict(result, name))
                        .isInstanceOfSatisfying(
                                Verdict.Undetermined.class,
                                open -> assertThat(open.cause().message()).contains("tags", "DENIED")));
        assertThat(world.tables.count(Call.ENABLE)).isZero();
    }
}
