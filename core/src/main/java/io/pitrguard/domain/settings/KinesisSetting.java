package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.List;
import java.util.Set;

/** The Kinesis stream that takes changes to items. */
public record KinesisSetting() implements Setting {
    private static final Description DESCRIPTION = new Description(
            "kinesis",
            "Kinesis destination",
            Carried.UNDOCUMENTED,
            new Copying.Confirmed(
                    "Writes to the restored table mix with those to the live table in one Kinesis stream."),
            Set.of("dynamodb:DescribeKinesisStreamingDestination"),
            Set.of(
                    "dynamodb:EnableKinesisStreamingDestination",
                    "kinesis:DescribeStream",
                    "kinesis:PutRecord",
                    "kinesis:PutRecords"));

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.dynamoDb(
                "enable-kinesis-streaming-destination",
                target,
                ShellWord.option("--stream-arn", change.name()),
                "--enable-kinesis-streaming-configuration ApproximateCreationDateTimePrecision="
                        + ShellWord.quoted(change.wanted().get(change.name()).orElse("")));
    }

    /** A table sends to one stream; whether another one should take its place, a person decides. */
    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return target.isNone() ? Setting.super.changes(source, target) : List.of();
    }

    @Override
    public String obstacle(SettingValue source, SettingValue target) {
        return "The target sends to a Kinesis stream already, and a table sends to one only. pitr-guard turns nothing off.";
    }
}
