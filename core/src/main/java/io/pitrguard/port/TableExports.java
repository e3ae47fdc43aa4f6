package io.pitrguard.port;

import io.pitrguard.domain.export.ExportFiles;
import io.pitrguard.domain.export.ExportOrder;
import io.pitrguard.domain.export.ExportReply;
import io.pitrguard.domain.export.FileCheck;
import io.pitrguard.domain.export.TableExport;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
import java.util.List;
import java.util.Optional;

/** Exports tables to S3, without their capacity. Goes to the table's region. Never throws for what AWS answers. */
public interface TableExports {
    /** Asks AWS for an export: {@code ExportTableToPointInTime}, once, without retries. */
    ExportReply start(ExportOrder order);

    /** Reads an export: {@code DescribeExport}; empty if AWS does not know it, such as after 90 days. */
    Result<Optional<TableExport>> describe(AccountRegion where, String arn);

    /** Lists the exports of a table in the last 90 days, in no order: {@code ListExports}, all pages. */
    Result<List<TableExport>> list(TableRef table);

    /**
     * Reads which files an export has, from its manifest in S3; a failure if one of the manifest's files is missing, or
     * another number of items is in them than the export has.
     *
     * @param export one that is complete
     */
    Result<ExportFiles> files(AccountRegion where, TableExport export);

    /**
     * Compares a data file in S3 with the MD5 of its manifest; reads its content where its ETag does not tell. A failure says
     * nothing about the file.
     *
     * @param export one that is complete
     */
    Result<FileCheck> check(AccountRegion where, TableExport export, ExportFiles.File file);
}
