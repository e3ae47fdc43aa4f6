package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.Set;

/** The table class, such as STANDARD_INFREQUENT_ACCESS. */
public record TableClassSetting() implements Setting {
    /** The entry with the class; every table has one. */
    public static final String CLASS = "class";

    private static final Description DESCRIPTION = new Description(
            "class",
            "table class",
            Carried.NO,
            new Copying.Automatic("It uses one of the two changes of class that AWS allows in 30 days."),
            Set.of("dynamodb:DescribeTable"),
            Set.of("dynamodb:UpdateTable"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.dynamoDb(
                "update-table",
                target,
                "--table-class " + ShellWord.quoted(change.wanted().get(CLASS).orElse("")));
    }
}
