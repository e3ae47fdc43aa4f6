package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;

/** The commands of pitr-guard itself that compare or copy the settings of two tables, for people to run. */
public final class OwnCommand {
    private OwnCommand() {}

    /** Returns the command that compares two tables. */
    public static String diff(TableRef source, TableRef target) {
        return of("diff", source, target);
    }

    /** Returns the command that copies what the target lacks. */
    public static String copy(TableRef source, TableRef target) {
        return of("copy", source, target);
    }

    private static String of(String verb, TableRef source, TableRef target) {
        String region = source.where().region();
        String other = target.where().region();
        return "./pitr-guard settings %s %s %s %s%s"
                .formatted(
                        verb,
                        ShellWord.quoted(source.name()),
                        ShellWord.quoted(target.name()),
                        ShellWord.option("--region", region),
                        other.equals(region) ? "" : " " + ShellWord.option("--to-region", other));
    }
}
