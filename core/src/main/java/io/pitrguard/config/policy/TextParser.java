package io.pitrguard.config.policy;

import io.pitrguard.domain.policy.RestorePolicy;
import java.util.regex.Pattern;

/**
 * What a text must look like.
 *
 * @param what what it is, with its article, to follow "is not"
 * @param pattern what the whole text must fit
 * @param numberToo whether a whole number without quotes will do as well
 * @param remedy what to do when it does not fit
 */
record TextParser(String what, Pattern pattern, boolean numberToo, String remedy) {
    /** More would make a policy take minutes on a large fleet, and no name needs them. */
    private static final String FEW_STARS = "(?!(?:[^*]*[*]){11})";

    private static final String STARS = " At most ten *.";

    static final TextParser RULE_NAME = of(
            "a rule's name",
            "[A-Za-z0-9][A-Za-z0-9 _.-]{0,63}",
            "Use 1 to 64 letters, digits, spaces, '_', '.' or '-', beginning with a letter or digit.");

    static final TextParser TABLE = of(
            "a pattern for table names",
            FEW_STARS + "[A-Za-z0-9_.*?-]{1,255}",
            "Use the characters of table names (letters, digits, '_', '.', '-') and the wildcards * and ?, such as"
                    + " orders-*; an ARN is not a name." + STARS);

    static final TextParser REGION = of(
            "a pattern for regions",
            FEW_STARS + "[a-z0-9*?-]{1,32}",
            "Write a region's code, such as eu-west-1, or eu-*." + STARS);

    static final TextParser UNIT = of(
            "an organizational unit",
            FEW_STARS + "(?=.*\\S)[^\\n\\r]{1,500}",
            "Write its id, such as ou-ab12-11111111, or its path from the root, such as Workloads/Production." + STARS);

    static final TextParser TAG = of(
            "a tag to look for",
            FEW_STARS + "[^=*?\\s](?:[^=*?\\n\\r]{0,126}[^=*?\\s])?(?:=(?:\\S(?:.{0,254}\\S)?)?)?",
            "Write key, key=value or key=val*, without spaces around '='; only the value may have wildcards." + STARS);

    static final TextParser ACCOUNT =
            new TextParser("an AWS account id", Pattern.compile("[0-9]{12}"), true, "Write its 12 digits in quotes.");

    static final TextParser LAG = of(
            "a duration longer than nothing",
            "[1-9][0-9]{0,5}[smh]"
                    + "|P(?=.*[1-9])(?!$)(?:[0-9]{1,6}D)?(?:T(?=[0-9])(?:[0-9]{1,6}H)?(?:[0-9]{1,6}M)?(?:[0-9]{1,6}S)?)?",
            "Write a number with s, m or h, such as 15m, or an ISO-8601 duration such as PT15M.");

    static final TextParser S3_FOLDER = of(
            "a folder in S3",
            "s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9!_.*'()/-]{0,900})?",
            "Write a bucket and, if you like, a folder in it, such as s3://my-exports/drills.");

    static final TextParser ATTRIBUTE = of(
            "the name of an attribute", "(?s)(?=.*\\S).{1,255}", "Use the attribute's name, of up to 255 characters.");

    static final TextParser STATEMENT = of(
            "a statement in PartiQL",
            "(?s)(?=.*\\S).{1,2000}",
            "Write such as 'SELECT * FROM {table} WHERE total < 0'; {table} stands for the restored table.");

    static final TextParser DATE =
            of("a date", "[0-9]{4}-[0-9]{2}-[0-9]{2}", "Write the last day on which it counts as 2027-03-31.");

    static final TextParser REASON = of("a reason", "(?s)(?=.*\\S).{1,500}", "Say why, in 1 to 500 characters.");

    static final TextParser OWNER =
            of("an owner", "(?s)(?=.*\\S).{1,200}", "Say who answers for it, in 1 to 200 characters.");

    /** What AWS accepts in tags and SNS in the attributes that subscriptions filter by. */
    static final TextParser ACCOUNT_OWNER = of(
            "the owner of an account",
            "[A-Za-z0-9+=._:/@-](?:[A-Za-z0-9+=._:/@ -]{0,98}[A-Za-z0-9+=._:/@-])?",
            "Use 1 to 100 letters, digits, spaces or + = . _ : / @ -, such as team-a.");

    static final TextParser APPROVER = of(
            "a pattern for the ARNs of approvers",
            FEW_STARS + "arn:[A-Za-z0-9+=,.@_/:*?-]{1,500}",
            "Write an ARN with the wildcards * and ?, such as arn:aws:sts::111122223333:assumed-role/Oncall/*; to let anyone approve, remove the key."
                    + STARS);

    static final TextParser EXPIRY = of(
            "a time to wait for an approval",
            "([5-9]|[1-9][0-9]{1,3})m|([1-9][0-9]?|1[0-5][0-9]|16[0-8])h",
            "Write a number with m or h from 5m to 168h, such as 4h.");

    static final TextParser DAYS = of("a number of days", "[1-9][0-9]{0,4}d", "Write a number with d, such as 30d.");

    static final TextParser TARGET_PREFIX = of(
            "a beginning of table names",
            RestorePolicy.PREFIX,
            "Use 3 to 64 letters, digits, '_', '.' or '-', such as pitr-guard-restore-.");

    private static TextParser of(String what, String regex, String remedy) {
        return new TextParser(what, Pattern.compile(regex), false, remedy);
    }

    boolean fits(String text) {
        return pattern.matcher(text).matches();
    }
}
