package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyBackup;
import io.pitrguard.port.BackupStore;
import io.pitrguard.port.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBackupDocumentsTest {
    private final JsonBackupDocuments documents = new JsonBackupDocuments();

    @Test
    void readsWhatItWrites() {
        BackupStore.Stored stored = new BackupStore.Stored(AnyBackup.full(), 3);

        assertThat(documents.read("one.json", documents.write(stored))).isEqualTo(new Result.Success<>(stored));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"format\": 2}", "{\"format\": 1}"})
    void namesAFileThatItDoesNotUnderstand(String text) {
        assertThat(documents.read("one.json", text).failure())
                .map(Cause::message)
                .hasValueSatisfying(
                        message -> assertThat(message).startsWith("The backup in one.json cannot be understood: "));
    }
}
