package io.pitrguard.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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

    /** Each match as {@code key:pattern,pattern key:…}; a lone dash is every table. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -                          | -                          | true
            -                          | tables:orders              | true
            tables:orders              | -                          | false
            tables:**                  | -                          | true
            regions:*                  | -                          | true
            tables:orders              | tables:orders              | true
            tables:carts,orders-*      | tables:orders-eu,carts     | true
            tables:carts,orders-*      | tables:orders-eu,users     | false
            tables:orders-*            | tables:orders-eu-*         | true
            tables:orders-eu-*         | tables:orders-*            | false
            tables:orders-?            | tables:orders-?            | true
            tables:orders-?            | tables:orders-1            | true
            tables:orders-?            | tables:orders-*            | false
            tables:orders-*            | tables:orders-?            | true
            tables:?*                  | tables:a*                  | false
            regions:eu-*               | regions:eu-west-1          | true
            regions:eu-*               | regions:us-east-1          | false
            regions:eu-*               | tables:a                   | false
            accounts:111122223333      | accounts:111122223333      | true
            accounts:111122223333      | -                          | false
            accounts:111122223333      | accounts:111122223333,444455556666 | false
            accounts:111122223333,444455556666 | accounts:444455556666 | true
            any:tier                   | -                          | false
            any:tier                   | any:tier=gold              | true
            any:tier=gold              | any:tier                   | false
            any:tier                   | any:tier=*                 | true
            any:tier=*                 | any:tier                   | true
            any:tier,team              | any:team,tier              | true
            any:tier                   | any:team,tier              | false
            any:tier,team              | all:team,env               | true
            any:tier                   | all:team,env               | false
            any:tier                   | all:team any:tier=gold     | true
            all:tier                   | all:team,tier              | true
            all:team,tier              | all:tier                   | false
            all:tier                   | any:tier=a,tier=b          | true
            all:tier                   | any:tier=a,team            | false
            all:tier                   | tables:a                   | false
            tables:a any:tier          | tables:a                   | false
            tables:a any:tier          | tables:a any:tier regions:eu-* | true
            """)
    void coversWhatFitsItsEveryList(String one, String other, boolean covers) {
        assertThat(match(one).covers(match(other))).isEqualTo(covers);
    }

    private static Match match(String text) {
        Map<String, String> lists = new HashMap<>();
        Arrays.stream(text.split(" "))
                .filter(part -> !part.equals("-"))
                .forEach(
                        part -> lists.put(part.substring(0, part.indexOf(':')), part.substring(part.indexOf(':') + 1)));
        return new Match(
                list(lists.get("tables")).stream().map(Glob::new).toList(),
                list(lists.get("any")).stream().map(TagPattern::parse).toList(),
                list(lists.get("all")).stream().map(TagPattern::parse).toList(),
                list(lists.get("accounts")),
                list(lists.get("regions")).stream().map(Glob::new).toList());
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
