package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.BackupDocuments;
import io.pitrguard.port.BackupStore;
import io.pitrguard.port.Result;
import java.util.Optional;

/** The record of a backup as JSON, with the attributes that its item in the ledger has. */
public final class JsonBackupDocuments implements BackupDocuments {
    @Override
    public String write(BackupStore.Stored stored) {
        return AttributeJson.write(BackupRecordCodec.write(stored));
    }

    @Override
    public Result<BackupStore.Stored> read(String name, String text) {
        try {
            return new Result.Success<>(BackupRecordCodec.read(AttributeJson.read(text)));
        } catch (IllegalArgumentException e) {
            return failure(name, String.valueOf(e.getMessage()));
        } catch (NotUnderstoodException e) {
            return failure(name, e.sorted().what());
        }
    }

    private static Result<BackupStore.Stored> failure(String name, String why) {
        return new Result.Failure<>(new Cause(
                Cause.Kind.REFUSED,
                "The backup in " + name + " cannot be understood: " + why,
                Optional.of("Repair or delete that file.")));
    }
}
