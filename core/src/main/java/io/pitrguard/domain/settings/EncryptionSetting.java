package io.pitrguard.domain.settings;

import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.util.List;
import java.util.Set;

/** The key that encrypts the table at rest. */
public record EncryptionSetting() implements Setting {
    /** The entry with the ARN of the KMS key; without it the key is AWS's own. */
    public static final String KEY = "key";

    private static final Description DESCRIPTION = new Description(
            "encryption",
            "encryption",
            Carried.YES,
            new Copying.ReportOnly(
                    "The restore chose the key. AWS allows four changes of it in 24 hours, and a key out of reach locks the table: change it yourself."),
            Set.of("dynamodb:DescribeTable"),
            Set.of());

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public String command(SettingChange change, TableRef target) {
        return AwsCli.dynamoDb(
                "update-table",
                target,
                "--sse-specification Enabled=true,SSEType=KMS,KMSMasterKeyId="
                        + ShellWord.quoted(change.wanted().get(KEY).orElse("")));
    }

    @Override
    public List<SettingChange> changes(SettingValue source, SettingValue target) {
        return List.of();
    }
}
