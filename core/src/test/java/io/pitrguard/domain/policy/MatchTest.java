package io.pitrguard.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchTest {
    private static final TableRef ORDERS = new AccountRegion("aws", "111122223333", "eu-west-1").table("orders");
    private static final Tags TAGGED = new Tags.Known(Map.of("tier", "gold", "team", "shop"));
    private static final Tags UNREADABLE = new Tags.Unreadable(new Cause(Cause.Kind.DENIED, "No tag:GetResources."));

    /** Blank asks nothing; commas separate the entries of a list. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            tables    | any            | all             | accounts                  | regions   | tagged | bare | unreadable
            -         | -              | -               | -                         | -         | YES    | YES  | YES
            orders    | -              | -               | -                         | -         | YES    | YES  | YES
            carts,o*  | -              | -               | -                         | -         | YES    | YES  | YES
            carts,x*  | -              | -               | -                         | -         | NO     | NO   | NO
            -         | -              | -               | 111122223333              | -         | YES    | YES  | YES
            -         | -              | -               | 444455556666              | -         | NO     | NO   | NO
            -         | -              | -               | 444455556666,111122223333 | -         | YES    | YES  | YES
            -         | -              | -               | -                         | eu-*      | YES    | YES  | YES
            -         | -              | -               | -                         | us-*,ap-* | NO     | NO   | NO
            -         | tier           | -               | -                         | -         | YES    | NO   | UNKNOWN
            -         | tier=lead,team | -               | -                         | -         | YES    | NO   | UNKNOWN
            -         | tier=lead      | -               | -                         | -         | NO     | NO   | UNKNOWN
            -         | -              | tier=gold,team  | -                         | -         | YES    | NO   | UNKNOWN
            -         | -              | tier=gold,owner | -                         | -         | NO     | NO   | UNKNOWN
            -         | tier           | team=shop       | -                         | -         | YES    | NO   | UNKNOWN
            -         | owner          | team=shop       | -                         | -         | NO     | NO   | UNKNOWN
            -         | tier           | owner           | -                         | -         | NO     | NO   | UNKNOWN
            orders    | tier           | -               | 111122223333              | eu-west-1 | YES    | NO   | UNKNOWN
            carts     | tier           | -               | 111122223333              | eu-west-1 | NO     | NO   | NO
            orders    | tier           | -               | 444455556666              | eu-west-1 | NO     | NO   | NO
            orders    | -              | tier            | 111122223333              | us-east-1 | NO     | NO   | NO
            """, useHeadersInDisplayName = true)
    void answersYesNoOrUnknown(
            String tables,
            String any,
            String all,
            String accounts,
            String regions,
            Match.Answer tagged,
            Match.Answer bare,
            Match.Answer unreadable) {
        Match match = new Match(
                list(tables).stream().map(Glob::new).toList(),
                list(any).stream().map(TagPattern::parse).toList(),
                list(all).stream().map(TagPattern::parse).toList(),
                list(accounts),
                list(regions).stream().map(Glob::new).toList());
        assertThat(match.test(ORDERS, TAGGED)).isEqualTo(tagged);
        assertThat(match.test(ORDERS, Tags.NONE)).isEqualTo(bare);
        assertThat(match.test(ORDERS, UNREADABLE)).isEqualTo(unreadable);
        assertThat(match.asksTags()).isEqualTo(any != null || all != null);
    }

    @Test
    void fitsEveryTableWhenNothingIsAsked() {
        assertThat(Match.EVERY_TABLE.test(ORDERS, UNREADABLE)).isEqualTo(Match.Answer.YES);
        assertThat(Match.EVERY_TABLE.asksTags()).isFalse();
    }

    @Test
    void keepsItsListsWhateverHappensToTheOnesGiven() {
        List<Glob> globs = new ArrayList<>(List.of(new Glob("a")));
        List<TagPattern> tags = new ArrayList<>(List.of(TagPattern.parse("t")));
        List<String> accounts = new ArrayList<>(List.of("111122223333"));
        Match match = new Match(globs, tags, tags, accounts, globs);
        globs.clear();
        tags.clear();
        accounts.clear();
        assertThat(match)
                .isEqualTo(new Match(
                        List.of(new Glob("a")),
                        List.of(TagPattern.parse("t")),
                        List.of(TagPattern.parse("t")),
                        List.of("111122223333"),
                        List.of(new Glob("a"))));
    }

    private static List<String> list(String text) {
        return text == null ? List.of() : Arrays.asList(text.split(","));
    }
}
