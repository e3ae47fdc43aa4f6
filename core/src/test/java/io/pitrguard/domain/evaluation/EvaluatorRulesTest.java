package io.pitrguard.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Glob;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.TagPattern;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.TableFacts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The truth table of the rules: which of them decides, for tables whose name is the first word of a row and whose tags
 * are the second. A cell is {@code verdict @ rule}, with {@code @ -} where no single rule applies; {@code sandbox},
 * {@code frozen} and the like are exempt by that rule. Words with a {@code !} name the rules whose exemption has ended.
 */
class EvaluatorRulesTest {
    private static final LocalDate LATER = LocalDate.parse("2027-03-10");
    private static final LocalDate EARLIER = LocalDate.parse("2027-03-09");

    /** Exempts by name and by tag, in force and ended, then asks for more of what is tagged {@code tier=gold}. */
    private static final Policy EXEMPTING = policy(
            exempt("sandbox", byName("sandbox-*"), LATER),
            exempt("retired", byName("retired-*"), EARLIER),
            exempt("frozen", byTag("state=frozen"), LATER),
            exempt("thawed", byTag("state=thawed"), EARLIER),
            require("gold", byTag("tier=gold"), "days"));

    /** The same without an exemption that tags could bring into force. */
    private static final Policy ASKING = policy(
            exempt("thawed", byTag("state=thawed"), EARLIER),
            require("gold", byTag("tier=gold"), "days"),
            require("silver", byTag("tier=silver"), "on"),
            require("orders", byName("orders"), "on"),
            require("never", byName("orders"), "all"));

    @Test
    void letsFirstMatchingRuleDecideAndSaysWhichExemptionsEnded() {
        check(EXEMPTING, """
                table                     | fresh             | short             | off               | denied
                sandbox-1 none            | sandbox @ sandbox | sandbox @ sandbox | sandbox @ sandbox | sandbox @ sandbox
                sandbox-1 state=frozen    | sandbox @ sandbox | sandbox @ sandbox | sandbox @ sandbox | sandbox @ sandbox
                sandbox-1 unreadable      | sandbox @ sandbox | sandbox @ sandbox | sandbox @ sandbox | sandbox @ sandbox
                retired-1 none !retired   | ok @ default      | ok @ default      | OFF* @ default    | ?denied @ default
                retired-1 tier=gold !retired | ok @ gold      | SHORT* @ gold     | OFF* @ gold       | ?denied @ gold
                retired-1 state=thawed !retired !thawed | ok @ default | ok @ default | OFF* @ default  | ?denied @ default
                retired-1 unreadable !retired | ?by tags @ -  | ?by tags* @ -     | ?by tags* @ -     | ?by tags @ -
                orders state=frozen       | frozen @ frozen   | frozen @ frozen   | frozen @ frozen   | frozen @ frozen
                orders state=thawed !thawed | ok @ default    | ok @ default      | OFF* @ default    | ?denied @ default
                orders tier=gold          | ok @ gold         | SHORT* @ gold     | OFF* @ gold       | ?denied @ gold
                orders tier=silver        | ok @ default      | ok @ default      | OFF* @ default    | ?denied @ default
                orders none               | ok @ default      | ok @ default      | OFF* @ default    | ?denied @ default
                orders active             | ok @ default      | ok @ default      | own* @ default    | ?denied @ default
                orders unreadable         | ?by tags @ -      | ?by tags* @ -     | ?by tags* @ -     | ?by tags @ -
                orders gone               | -gone @ -         | -gone @ -         | -gone @ -         | -gone @ -
                """);
    }

    @Test
    void standsByWhatNoTagCouldChange() {
        check(ASKING, """
                table                     | fresh             | short             | off               | denied
                orders unreadable         | ok @ -            | ?by tags* @ -     | ?by tags* @ -     | ?denied @ -
                orders none               | ok @ orders       | ok @ orders       | OFF* @ orders     | ?denied @ orders
                orders tier=silver        | ok @ silver       | ok @ silver       | OFF* @ silver     | ?denied @ silver
                orders tier=gold          | ok @ gold         | SHORT* @ gold     | OFF* @ gold       | ?denied @ gold
                orders state=thawed !thawed | ok @ orders     | ok @ orders       | OFF* @ orders     | ?denied @ orders
                carts unreadable          | ok @ -            | ?by tags* @ -     | ?by tags* @ -     | ?denied @ -
                carts none                | ok @ default      | ok @ default      | OFF* @ default    | ?denied @ default
                """);
    }

    @Test
    void asksEveryTableForRecoveryWhereThereIsNoPolicy() {
        check(Policy.BUILT_IN, """
                table                     | fresh             | short             | off               | denied
                orders none               | ok @ default      | ok @ default      | OFF* @ default    | ?denied @ default
                orders active             | ok @ default      | ok @ default      | own* @ default    | ?denied @ default
                orders unreadable         | ok @ default      | ok @ default      | ?by tags* @ -     | ?denied @ default
                """);
    }

    private static void check(Policy policy, String text) {
        TruthTable.parse(text).checkAll((softly, row, state, cell) -> {
            String[] words = row.split(" ");
            boolean gone = words[1].equals("gone");
            TableFacts facts = new TableFacts(
                    Words.HERE.table(words[0]),
                    Words.tags(gone ? "none" : words[1]),
                    gone ? new Fact.Gone<>() : new Fact.NotRead<>());
            softly.assertThat(Evaluator.evaluate(policy, facts, Words.state(state), Words.NOW))
                    .as("%s, %s", row, state)
                    .isEqualTo(expected(policy, List.of(words).subList(2, words.length), cell));
        });
    }

    /** Hundreds of them for each of thousands of tables would fill reports of hundreds of megabytes. */
    @Test
    void namesAFewEndedExemptionsAndCountsTheOthers() {
        Policy policy = policy(IntStream.range(0, 500)
                .mapToObj(i -> exempt("old-" + i, Match.EVERY_TABLE, EARLIER))
                .toArray(Rule[]::new));
        TableFacts facts = new TableFacts(Words.HERE.table("orders"), Words.tags("none"), new Fact.NotRead<>());

        List<Notice> notices =
                Evaluator.evaluate(policy, facts, Words.state("off"), Words.NOW).notices();

        assertThat(notices).hasSize(4).endsWith(new Notice.MoreExemptionsEnded(497));
        assertThat(notices.subList(0, 3)).allMatch(Notice.ExemptionEnded.class::isInstance);
    }

    private static Judgement expected(Policy policy, List<String> ended, String cell) {
        String verdict = cell.substring(0, cell.indexOf(" @ "));
        String decides = cell.substring(cell.indexOf(" @ ") + 3);
        Optional<Rule> rule = policy.effectiveRules().stream()
                .filter(candidate -> candidate.name().equals(decides))
                .findFirst();
        List<Notice> notices = new ArrayList<>();
        for (String word : ended) {
            String name = word.substring(1);
            notices.add(new Notice.ExemptionEnded("rule '" + name + "'", new Exemption(name, "team-" + name, EARLIER)));
        }
        Verdict exact = verdict.equals(decides)
                ? new Verdict.Exempt(new Exemption(decides, "team-" + decides, LATER))
                : Words.verdict(verdict.replace("*", ""));
        return new Judgement(exact, rule, notices, Words.missing(verdict));
    }

    private static Policy policy(Rule... rules) {
        return new Policy("test", List.of(rules), Limits.STANDARD);
    }

    private static Rule exempt(String name, Match match, LocalDate until) {
        return new Rule(name, match, new Rule.Effect.Exempt(new Exemption(name, "team-" + name, until)));
    }

    private static Rule require(String name, Match match, String requirement) {
        return new Rule(name, match, new Rule.Effect.Require(Words.requirement(requirement), Action.ALERT));
    }

    private static Match byName(String glob) {
        return new Match(List.of(new Glob(glob)), List.of(), List.of(), List.of(), List.of());
    }

    private static Match byTag(String pattern) {
        return new Match(List.of(), List.of(TagPattern.parse(pattern)), List.of(), List.of(), List.of());
    }
}
