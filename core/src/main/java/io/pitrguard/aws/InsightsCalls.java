package io.pitrguard.aws;

import io.pitrguard.domain.settings.InsightsSetting;
import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.SettingChange;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.port.TableSettings.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeContributorInsightsResponse;

/** Contributor Insights of a table and its global indexes: one call for each. */
final class InsightsCalls implements SettingCalls {
    private static final String READ = "dynamodb:DescribeContributorInsights";
    private static final String WRITE = "dynamodb:UpdateContributorInsights";
    private static final Setting SETTING = new InsightsSetting();

    /** The mode of insights that were enabled before there were modes. */
    private static final String FIRST_MODE = "ACCESSED_AND_THROTTLED_KEYS";

    private final DynamoDbClient reads;
    private final DynamoDbClient writes;

    /**
     * Creates the calls.
     *
     * @param writes a client that makes no retries
     */
    InsightsCalls(DynamoDbClient reads, DynamoDbClient writes) {
        this.reads = reads;
        this.writes = writes;
    }

    @Override
    public Set<Setting> settings() {
        return Set.of(SETTING);
    }

    @Override
    public Map<Setting, Reading> read(SettingsOwner table, Set<Setting> wanted) {
        return wanted.contains(SETTING)
                ? Map.of(SETTING, SettingAnswers.read(READ, table.table().name(), () -> all(table)))
                : Map.of();
    }

    private Reading all(SettingsOwner table) {
        Map<String, String> entries = new HashMap<>();
        Set<String> parts = new TreeSet<>(Set.of(InsightsSetting.TABLE));
        table.indexes().forEach(index -> parts.add(InsightsSetting.INDEX + index));
        for (String part : parts) {
            DescribeContributorInsightsResponse found = reads.describeContributorInsights(
                    b -> b.tableName(table.table().name()).indexName(index(part)));
            Optional<String> mode = mode(found);
            if (mode.isEmpty()) {
                return SettingAnswers.incomplete(
                        READ,
                        table.table().name(),
                        "with the unknown status " + found.contributorInsightsStatusAsString());
            }
            entries.put(part, mode.get());
        }
        return Reading.of(new SettingValue(entries));
    }

    private static Optional<String> mode(DescribeContributorInsightsResponse found) {
        return switch (String.valueOf(found.contributorInsightsStatusAsString())) {
            case "ENABLED", "ENABLING" ->
                Optional.of(
                        found.contributorInsightsModeAsString() == null
                                ? FIRST_MODE
                                : found.contributorInsightsModeAsString());
            case "DISABLED", "DISABLING", "FAILED" -> Optional.of(InsightsSetting.OFF);
            default -> Optional.empty();
        };
    }

    @Override
    public Reply write(SettingsOwner target, SettingChange change) {
        String mode = change.wanted().get(change.name()).orElse(FIRST_MODE);
        return SettingAnswers.write(
                WRITE,
                target.table().name(),
                () -> writes.updateContributorInsights(
                        b -> b.tableName(target.table().name())
                                .indexName(index(change.name()))
                                .contributorInsightsAction("ENABLE")
                                .contributorInsightsMode(mode)));
    }

    private static @Nullable String index(String part) {
        return part.startsWith(InsightsSetting.INDEX) ? part.substring(InsightsSetting.INDEX.length()) : null;
    }
}
