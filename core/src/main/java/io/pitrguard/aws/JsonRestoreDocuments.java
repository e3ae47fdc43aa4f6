package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.RestoreDocuments;
import io.pitrguard.port.RestoreStore;
import io.pitrguard.port.Result;
import java.util.Optional;

/** A restore as JSON, with the attributes that its item in the ledger has. */
public final class JsonRestoreDocuments implements RestoreDocuments {
    @Override
    public String write(RestoreStore.Stored stored) {
        return AttributeJson.write(RestoreRecordCodec.write(stored));
    }

    @Override
    public Result<RestoreStore.Stored> read(String name, String text) {
        try {
            return new Result.Success<>(RestoreRecordCodec.read(AttributeJson.read(text)));
        } catch (IllegalArgumentException e) {
            return failure(name, String.valueOf(e.getMessage()));
        } catch (NotUnderstoodException e) {
            return failure(name, e.sorted().what());
        }
    }

    private static Result<RestoreStore.Stored> failure(String name, String why) {
        return new Result.Failure<>(new Cause(
                Cause.Kind.REFUSED,
                "The restore in " + name + " cannot be understood: " + why,
                Optional.of("Repair or delete that file.")));
    }
}
