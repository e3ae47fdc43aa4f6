package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Encryption;
import io.pitrguard.sandbox.state.TableSettings;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.state.TableUpdates;
import io.pitrguard.sandbox.wire.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The part of UpdateTable that changes encryption at rest (developer guide, Encryption at rest: usage notes). */
final class EncryptionUpdate {

    private static final String MEMBER = "SSESpecification";
    private static final TableUpdates.Kind KIND = TableUpdates.Kind.ENCRYPTION;
    private static final int MOST_CHANGES = 4;
    private static final Duration PERIOD = Duration.ofHours(24);
    private static final Duration BETWEEN_FURTHER = Duration.ofHours(6);

    private EncryptionUpdate() {}

    static TableState apply(TableState table, Input input, Account account) {
        Instant now = account.now();
        Encryption wanted =
                EncryptionInput.of(input, MEMBER, account.location()).orElseThrow();
        requireDifferent(table, wanted, input.structure(MEMBER).orElseThrow());
        TableSettings settings = table.settings();
        TableUpdates updates = settings.updates();
        if (updates.isSettling(TableUpdates.ENCRYPTION, now)) {
            throw Errors.validation("Operation cannot be performed while replica server-side encryption status is in "
                    + "UPDATING state. Please retry the request after the status is updated to ENABLED.");
        }
        if (updates.count(KIND, "", PERIOD, now) >= MOST_CHANGES && updates.count(KIND, "", BETWEEN_FURTHER, now) > 0) {
            throw SettingErrors.limitExceeded("Encryption changes are limited to 4 in 24 hours, and one more for each "
                    + "6 hours without a change. Table: " + table.name());
        }
        Instant until = now.plus(account.tables().updateTimes().table());
        return table.withEncryption(wanted)
                .withSettings(settings.with(updates.counting(KIND, "", now).settling(TableUpdates.ENCRYPTION, until)));
    }

    // A key that is given by an alias or an id is a change, even to the same key.
    private static void requireDifferent(TableState table, Encryption wanted, Input specification) {
        Optional<String> present = Optional.ofNullable(table.encryption().keyArn());
        if (wanted.equals(Encryption.AWS_OWNED) && present.isEmpty()) {
            throw SettingErrors.invalid("Table is already encrypted by default");
        }
        if (present.isPresent() && specification.text("KMSMasterKeyId").equals(present)) {
            throw SettingErrors.invalid("Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId "
                    + "parameter if you want to change Master Key");
        }
    }
}
