package io.pitrguard.sandbox.service;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableSettings;
import io.pitrguard.sandbox.state.TableState;
import io.pitrguard.sandbox.wire.Input;

/** The settings that a CreateTable request brings (API reference, CreateTable). */
final class NewSettings {

    private NewSettings() {}

    static TableState apply(TableState table, Input request, Account account) {
        TableSettings settings = TableSettings.NONE
                .withTableClass(UpdateTableOperation.requireTableClass(
                        request.text("TableClass").orElse(TableSettings.STANDARD)))
                .with(StreamUpdate.created(request, account.now()))
                .with(ResourcePolicyOperations.created(request, table.name(), account));
        TableState created = ThroughputUpdate.apply(table.withSettings(settings), request, account);
        for (Input index : request.structures("GlobalSecondaryIndexes")) {
            created = ThroughputUpdate.apply(created, IndexInput.name(index), index, account);
        }
        return created;
    }
}
