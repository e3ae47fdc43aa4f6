package io.pitrguard.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.domain.policy.TagPattern;
import io.pitrguard.domain.table.TableFacts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The truth table of the table's own tags. A row is {@code state / requirement / description}, a column what the tags
 * say; {@code own} is exempt by them. {@link Words} says what the other words stand for.
 */
class EvaluatorTagsTest {
    private static final String TABLE = """
            situation                             | none       | active     | ended      | too far    | no date    | incomplete | unreadable
            fresh / on / not read                 | ok         | ok         | ok         | ok         | ok         | ok         | ok
            fresh / protection / not read         | ?unread*   | ?unread*   | ?unread*   | ?unread*   | ?unread*   | ?unread*   | ?unread*
            fresh / protection / denied           | ?denied    | ?denied    | ?denied    | ?denied    | ?denied    | ?denied    | ?denied
            fresh / protection / ACTIVE protected | ok         | ok         | ok         | ok         | ok         | ok         | ok
            fresh / protection / ACTIVE open      | OPEN       | own        | OPEN       | OPEN       | OPEN       | OPEN       | ?by tags
            fresh / all / UNKNOWN open            | OPEN       | own        | OPEN       | OPEN       | OPEN       | OPEN       | ?by tags
            short / on / not read                 | ok         | ok         | ok         | ok         | ok         | ok         | ok
            short / days / not read               | SHORT*     | own*       | SHORT*     | SHORT*     | SHORT*     | SHORT*     | ?by tags*
            short / days / throttled              | SHORT      | own        | SHORT      | SHORT      | SHORT      | SHORT      | ?by tags
            short / days / DELETING open          | -deleting  | -deleting  | -deleting  | -deleting  | -deleting  | -deleting  | -deleting
            stale / lag / not read                | STALE*     | own*       | STALE*     | STALE*     | STALE*     | STALE*     | ?by tags*
            stale / all / ARCHIVED protected      | STALE      | own        | STALE      | STALE      | STALE      | STALE      | ?by tags
            no period / days / not read           | ?period    | ?period    | ?period    | ?period    | ?period    | ?period    | ?period
            no latest / lag / not read            | ?latest    | ?latest    | ?latest    | ?latest    | ?latest    | ?latest    | ?latest
            bare / all / ACTIVE open              | OPEN       | own        | OPEN       | OPEN       | OPEN       | OPEN       | ?by tags
            off / on / not read                   | OFF*       | own*       | OFF*       | OFF*       | OFF*       | OFF*       | ?by tags*
            off / all / not read                  | OFF*       | own*       | OFF*       | OFF*       | OFF*       | OFF*       | ?by tags*
            off / all / refused                   | OFF        | own        | OFF        | OFF        | OFF        | OFF        | ?by tags
            off / all / ACTIVE open               | OFF+OPEN   | own        | OFF+OPEN   | OFF+OPEN   | OFF+OPEN   | OFF+OPEN   | ?by tags
            off / all / ARCHIVED open             | OFF+OPEN   | own        | OFF+OPEN   | OFF+OPEN   | OFF+OPEN   | OFF+OPEN   | ?by tags
            off / on / DELETING protected         | -deleting  | -deleting  | -deleting  | -deleting  | -deleting  | -deleting  | -deleting
            off / on / gone                       | -gone      | -gone      | -gone      | -gone      | -gone      | -gone      | -gone
            gone / on / gone                      | -gone      | -gone      | -gone      | -gone      | -gone      | -gone      | -gone
            gone / all / not read                 | -gone*     | -gone*     | -gone*     | -gone*     | -gone*     | -gone*     | -gone*
            gone / on / throttled                 | ?throttled | ?throttled | ?throttled | ?throttled | ?throttled | ?throttled | ?throttled
            gone / on / DELETING open             | -deleting  | -deleting  | -deleting  | -deleting  | -deleting  | -deleting  | -deleting
            gone / on / ARCHIVED protected        | -archived  | -archived  | -archived  | -archived  | -archived  | -archived  | -archived
            gone / days / ARCHIVING open          | -archived  | -archived  | -archived  | -archived  | -archived  | -archived  | -archived
            gone / all / ACTIVE open              | ?ACTIVE    | ?ACTIVE    | ?ACTIVE    | ?ACTIVE    | ?ACTIVE    | ?ACTIVE    | ?ACTIVE
            throttled / on / not read             | ?throttled | ?throttled | ?throttled | ?throttled | ?throttled | ?throttled | ?throttled
            denied / all / ACTIVE open            | ?denied    | ?denied    | ?denied    | ?denied    | ?denied    | ?denied    | ?denied
            broken / all / DELETING open          | ?broken    | ?broken    | ?broken    | ?broken    | ?broken    | ?broken    | ?broken
            not yet / on / gone                   | -gone      | -gone      | -gone      | -gone      | -gone      | -gone      | -gone
            """;

    private static final List<String> DETAILS = List.of(
            "not read",
            "gone",
            "ACTIVE protected",
            "ACTIVE open",
            "CREATING open",
            "DELETING open",
            "ARCHIVED open",
            "denied");

    @Test
    void letsTagsExcuseOnlyWhatFallsShort() {
        TruthTable.parse(TABLE).checkAll((softly, situation, tags, cell) -> {
            String[] words = situation.split(" / ");
            softly.assertThat(judge(words[0], words[1], words[2], tags))
                    .as("%s, tags %s", situation, tags)
                    .isEqualTo(expected(words, tags, cell));
        });
    }

    /** Under a rule that does not accept exemption tags, they change nothing, and a notice says so. */
    private static final String REFUSED = """
            situation                        | none     | active   | ended    | too far  | no date  | incomplete | unreadable
            fresh / on / not read            | ok       | ok       | ok       | ok       | ok       | ok         | ok
            fresh / protection / denied      | ?denied  | ?denied  | ?denied  | ?denied  | ?denied  | ?denied    | ?denied
            fresh / protection / ACTIVE open | OPEN     | OPEN     | OPEN     | OPEN     | OPEN     | OPEN       | OPEN
            short / days / not read          | SHORT*   | SHORT*   | SHORT*   | SHORT*   | SHORT*   | SHORT*     | SHORT*
            stale / lag / not read           | STALE*   | STALE*   | STALE*   | STALE*   | STALE*   | STALE*     | STALE*
            off / on / not read              | OFF*     | OFF*     | OFF*     | OFF*     | OFF*     | OFF*       | OFF*
            off / all / ACTIVE open          | OFF+OPEN | OFF+OPEN | OFF+OPEN | OFF+OPEN | OFF+OPEN | OFF+OPEN   | OFF+OPEN
            throttled / on / not read        | ?throttled | ?throttled | ?throttled | ?throttled | ?throttled | ?throttled | ?throttled
            """;

    @Test
    void letsNoTagExcuseTablesOfRuleThatDoesNotAcceptThem() {
        Rule rule = rule("on");
        TruthTable.parse(REFUSED).checkAll((softly, situation, tags, cell) -> {
            String[] words = situation.split(" / ");
            Rule refusing = new Rule(
                    rule.name(),
                    rule.match(),
                    new Rule.Effect.Require(Words.requirement(words[1]), Action.REMEDIATE, false));
            boolean refused = !tags.equals("none") && !tags.equals("unreadable");
            softly.assertThat(judge(List.of(refusing), words[0], words[2], tags))
                    .as("%s, tags %s", situation, tags)
                    .isEqualTo(new Judgement(
                            Words.verdict(cell.replace("*", "")),
                            Optional.of(refusing),
                            refused ? List.of(new Notice.ExemptionRefused("required")) : List.of(),
                            Words.missing(cell)));
        });
    }

    /** Which of two rules decides what happens to the table; tags that could not be read might choose either. */
    @Test
    void leavesViolationUndeterminedWithoutTagsThatChooseTheRule() {
        Rule.Effect refusing = new Rule.Effect.Require(Words.requirement("on"), Action.REMEDIATE, false);
        Match gold = new Match(List.of(), List.of(TagPattern.parse("tier=gold")), List.of(), List.of(), List.of());
        List<Rule> rules = List.of(new Rule("gold", gold, refusing), new Rule("rest", Match.EVERY_TABLE, refusing));

        assertThat(judge(rules, "off", "ACTIVE open", "unreadable").verdict()).isEqualTo(Words.verdict("?by tags"));
        assertThat(judge(rules, "off", "ACTIVE open", "active").rule()).contains(rules.get(1));
    }

    /** Every state, requirement and description once more: tags change the verdict of the same table without tags so. */
    @Test
    void changesNothingButViolationsWhateverTheTags() {
        int excused = 0;
        for (String state : Words.STATES) {
            for (String requirement : Words.REQUIREMENTS) {
                for (String details : DETAILS) {
                    excused += checkTags(state, requirement, details);
                }
            }
        }
        assertThat(excused).isEqualTo(231);
    }

    private static int checkTags(String state, String requirement, String details) {
        Judgement bare = judge(state, requirement, details, "none");
        boolean falls = bare.verdict() instanceof Verdict.NonCompliant;
        boolean gone = gone(state, details);
        for (String tags : List.of("ended", "too far", "no date", "incomplete")) {
            assertThat(judge(state, requirement, details, tags))
                    .as("%s / %s / %s, tags %s", state, requirement, details, tags)
                    .isEqualTo(new Judgement(
                            bare.verdict(), bare.rule(), gone ? bare.notices() : Words.notices(tags), bare.missing()));
        }
        assertThat(judge(state, requirement, details, "active"))
                .as("%s / %s / %s, tags active", state, requirement, details)
                .isEqualTo(falls ? new Judgement(Words.verdict("own"), bare.rule(), List.of(), bare.missing()) : bare);
        assertThat(judge(state, requirement, details, "unreadable"))
                .as("%s / %s / %s, tags unreadable", state, requirement, details)
                .isEqualTo(
                        falls
                                ? new Judgement(Words.verdict("?by tags"), Optional.empty(), List.of(), bare.missing())
                                : bare);
        return falls ? 1 : 0;
    }

    private static Judgement judge(String state, String requirement, String details, String tags) {
        return judge(List.of(rule(requirement)), state, details, tags);
    }

    private static Judgement judge(List<Rule> rules, String state, String details, String tags) {
        Policy policy = new Policy("test", rules, Limits.STANDARD);
        TableFacts facts = new TableFacts(Words.ORDERS, Words.tags(tags), Words.details(details));
        return Evaluator.evaluate(policy, facts, Words.state(state), Words.NOW);
    }

    private static Judgement expected(String[] situation, String tags, String cell) {
        if (gone(situation[0], situation[2])) {
            List<Notice> notices = cell.equals("-archived") ? List.of(new Notice.TableArchived()) : List.of();
            return new Judgement(Words.verdict(cell.replace("*", "")), Optional.empty(), notices, Words.missing(cell));
        }
        return new Judgement(
                Words.verdict(cell.replace("*", "")),
                cell.startsWith("?by tags") ? Optional.empty() : Optional.of(rule(situation[1])),
                Words.notices(tags),
                Words.missing(cell));
    }

    private static boolean gone(String state, String details) {
        return state.equals("gone") || details.equals("gone");
    }

    private static Rule rule(String requirement) {
        return new Rule(
                "required",
                Match.EVERY_TABLE,
                new Rule.Effect.Require(Words.requirement(requirement), Action.REMEDIATE));
    }
}
