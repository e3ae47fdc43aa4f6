package io.pitrguard.infra;

import io.pitrguard.domain.settings.Setting;
import io.pitrguard.domain.settings.Settings;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The IAM actions that restores take: those of settings come from the settings themselves. */
final class RestoreActions {
    /**
     * What AWS does with the restored table in the caller's name; nothing is ever deleted, and yet a restore fails without the
     * permission to. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/backuprestore_IAM.html
     */
    static final Set<String> ON_RESTORED_TABLE = Set.of(
            "dynamodb:BatchWriteItem",
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:UpdateItem");

    /** What begins a restore, on the table or on the backup that it reads. */
    static final Set<String> RESTORE = Set.of("dynamodb:RestoreTableFromBackup", "dynamodb:RestoreTableToPointInTime");

    /**
     * What DynamoDB does with a customer's key in the caller's name.
     * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
     */
    static final Set<String> ON_TABLE_KEY = Set.of(
            "kms:CreateGrant",
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey*",
            "kms:ReEncrypt*");

    private static final Set<Setting> READ =
            Settings.ALL.stream().filter(Settings::isRead).collect(Collectors.toUnmodifiableSet());

    private RestoreActions() {}

    /** Returns the actions of a service that reading settings takes, and further ones. */
    static Set<String> reading(String service, String... more) {
        return of(service, Settings.actions(READ, false), more);
    }

    /** Returns the actions of a service that copying settings takes beside reading them. */
    static Set<String> writing(String service, String... more) {
        Set<String> all = new TreeSet<>(Settings.actions(READ, true));
        all.removeAll(Settings.actions(READ, false));
        return of(service, all, more);
    }

    private static Set<String> of(String service, Set<String> actions, String... more) {
        return Stream.concat(actions.stream().filter(action -> action.startsWith(service + ":")), Stream.of(more))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
