package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What AWS describes of a table and this version does not understand. */
public record UnknownFieldsSetting() implements Setting {
    private static final Description DESCRIPTION = new Description(
            "unknown-fields",
            "fields that pitr-guard does not understand",
            Carried.UNDOCUMENTED,
            new Copying.ReportOnly(
                    "AWS describes the table with fields that are newer than this version: compare them yourself."),
            Set.of("dynamodb:DescribeTable"),
            Set.of());

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.dynamoDb("describe-table", target);
    }

    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return List.of();
    }

    /** What nobody understands is never equal, even where both tables show the same. */
    @Override
    public Comparison compare(SettingValue source, SettingValue target) {
        if (source.isNone() && target.isNone()) {
            return new Comparison.Equal();
        }
        Set<String> fields = new TreeSet<>(source.entries().keySet());
        fields.addAll(target.entries().keySet());
        return new Comparison.NotUnderstood(fields.stream()
                .map(field -> new Difference(field, source.get(field), target.get(field)))
                .toList());
    }
}
