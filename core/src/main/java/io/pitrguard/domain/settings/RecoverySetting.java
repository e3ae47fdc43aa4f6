package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.List;
import java.util.Set;

/** Point-in-time recovery and its period. */
public record RecoverySetting() implements Setting {
    /** The entry with the status; its value is {@link #ENABLED}. */
    public static final String STATUS = "status";

    /** Recovery is on. */
    public static final String ENABLED = "ENABLED";

    /** The entry with the period in days; absent where nobody knows it. */
    public static final String DAYS = "days";

    /** The period where the source's is not known: the longest, so that nothing is lost. */
    public static final String LONGEST = "35";

    private static final Description DESCRIPTION = new Description(
            "pitr",
            "point-in-time recovery",
            Carried.NO,
            new Copying.Automatic("AWS charges for it by the size of the table."),
            Set.of("dynamodb:DescribeContinuousBackups"),
            Set.of("dynamodb:UpdateContinuousBackups"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        String days = change.wanted().get(DAYS).orElse(LONGEST);
        return AwsCli.dynamoDb(
                "update-continuous-backups",
                target,
                "--point-in-time-recovery-specification",
                "PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=" + ShellWord.quoted(days));
    }

    @Override
    public Comparison compare(SettingValue source, SettingValue target) {
        boolean periodKnown = source.isNone() || source.get(DAYS).isPresent();
        return Setting.super.compare(source, periodKnown ? target : target.only(STATUS::equals));
    }

    /** A window is never shortened: that would throw restore points away. */
    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        boolean longer = days(source) > days(target);
        return source.isNone() || !(target.isNone() || longer) ? List.of() : whole(source, target);
    }

    @Override
    public String obstacle(SettingValue source, SettingValue target) {
        return "The target has the longer window. pitr-guard does not shorten a window or disable recovery.";
    }

    private static int days(SettingValue value) {
        return Integer.parseInt(value.get(DAYS).orElse("0"));
    }
}
