package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.evidence.ChainCheck;
import io.pitrguard.domain.evidence.ChainFinding;
import io.pitrguard.domain.evidence.Chains;
import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.port.EvidenceChain;
import io.pitrguard.port.EvidenceChainContract;
import io.pitrguard.port.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The chain in the ledger's table on DynamoDB Local. */
class DynamoDbEvidenceChainTest extends EvidenceChainContract {
    private static final String PK = "EVIDENCE#aws#123456789012#eu-west-1";

    private final String table = LocalDynamoDb.ledger();
    private final EvidenceChain chain = new DynamoDbEvidenceChain(LocalDynamoDb.client(), table);

    @Override
    protected EvidenceChain chain() {
        return chain;
    }

    private Map<String, AttributeValue> item(String sk) {
        return new HashMap<>(LocalDynamoDb.client()
                .getItem(b -> b.tableName(table).key(key(sk)))
                .item());
    }

    private static Map<String, AttributeValue> key(String sk) {
        return Map.of("pk", AttributeValue.fromS(PK), "sk", AttributeValue.fromS(sk));
    }

    private void put(Map<String, AttributeValue> item) {
        LocalDynamoDb.client().putItem(b -> b.tableName(table).item(item));
    }

    private List<ChainFinding> findings() {
        EvidenceChain.Whole whole = chain.read(Chains.HERE).success().orElseThrow();
        return ChainCheck.of(Chains.HERE, whole.head(), whole.records());
    }

    /** docs/evidence.md tells auditors to hash what is stored. */
    @Test
    void storesTheTextThatIsHashed() {
        EvidenceRecord record = Chains.of(1).getFirst();
        chain.append(record);

        assertThat(item("RECORD#000000000000000001"))
                .containsEntry("record", AttributeValue.fromS(record.text()))
                .containsEntry("digest", AttributeValue.fromS(record.digest()))
                .doesNotContainKey("expires");
        assertThat(item("HEAD"))
                .containsEntry("number", AttributeValue.fromN("1"))
                .containsEntry("digest", AttributeValue.fromS(record.digest()))
                .doesNotContainKey("expires");
    }

    @ParameterizedTest
    @ValueSource(strings = {"record", "digest"})
    void aRecordWithoutAnAttributeWasChanged(String attribute) {
        Chains.of(2).forEach(chain::append);
        for (AttributeValue other : List.of(AttributeValue.fromN("1"), AttributeValue.fromS("x"))) {
            Map<String, AttributeValue> item = item("RECORD#000000000000000001");
            item.put(attribute, other);
            put(item);
            assertThat(findings().getFirst().kind()).isEqualTo(ChainFinding.Kind.RECORD_CHANGED);
        }
        Map<String, AttributeValue> item = item("RECORD#000000000000000001");
        item.remove(attribute);
        put(item);
        assertThat(findings().getFirst().kind()).isEqualTo(ChainFinding.Kind.RECORD_CHANGED);
    }

    @ParameterizedTest
    @CsvSource({"digest,x", "number,-1", "number,x", "format,3"})
    void aHeadThatNobodyUnderstandsWasChangedAndIsNotWrittenOver(String attribute, String value) {
        Chains.of(2).forEach(chain::append);
        Map<String, AttributeValue> head = item("HEAD");
        head.put(attribute, value.matches("-?\\d+") ? AttributeValue.fromN(value) : AttributeValue.fromS(value));
        put(head);

        assertThat(chain.head(Chains.HERE).failure())
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains(PK + " / HEAD"));
        assertThat(findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("HEAD was changed"));
    }

    @Test
    void saysWhichItemIsNoRecord() {
        Chains.of(1).forEach(chain::append);
        put(key("RECORD#x"));

        assertThat(chain.read(Chains.HERE).failure())
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains(PK + " / RECORD#x"));
    }

    /** A page of a query has a megabyte at most. */
    @Test
    void readsALongChainPageByPage() {
        List<EvidenceRecord> records = Chains.of(1_100);
        records.forEach(chain::append);

        assertThat(chain.read(Chains.HERE).success().orElseThrow().records()).hasSize(1_100);
        assertThat(findings()).isEmpty();
    }

    @Test
    void saysWhyItCouldNotBeReachedAndNeverThrows() {
        EvidenceChain nowhere = new DynamoDbEvidenceChain(LocalDynamoDb.client(), "no-such-table");

        assertThat(nowhere.head(Chains.HERE)).isInstanceOf(Result.Failure.class);
        assertThat(nowhere.read(Chains.HERE)).isInstanceOf(Result.Failure.class);
        assertThat(nowhere.append(Chains.of(1).getFirst()).failure())
                .hasValueSatisfying(cause -> assertThat(cause.message()).contains("dynamodb:PutItem", "no-such-table"));
    }
}
