package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.sandbox.contract.BackupContract;
import io.pitrguard.sandbox.contract.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;

/**
 * The expectations of backups, which the sandbox fulfils, put to moto; and where moto is laxer. One of these fails when moto
 * becomes stricter: then it moves to the contract.
 */
class MotoBackupContractE2E extends BackupContract {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForTheClass();

    @Override
    protected Target target() {
        return new MotoTarget(MOTO.endpoint());
    }

    @Test
    void motoListsAllAtOnceWhateverTheirType() {
        take("one");
        take("two");
        ListBackupsResponse page = dynamoDb()
                .listBackups(request -> request.tableName(table()).limit(1).backupType(BackupTypeFilter.SYSTEM));

        assertThat(page.backupSummaries()).hasSizeGreaterThan(1);
        assertThat(page.lastEvaluatedBackupArn()).isNull();
    }

    @Test
    void motoKnowsNoIdOfATable() {
        take("without-id");

        assertThat(dynamoDb().listBackups(request -> request.tableName(table())).backupSummaries())
                .allSatisfy(each -> assertThat(each.tableId()).isNull());
    }
}
