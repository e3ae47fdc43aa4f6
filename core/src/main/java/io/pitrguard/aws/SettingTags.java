package io.pitrguard.aws;

import io.pitrguard.domain.settings.Reading;
import io.pitrguard.domain.settings.SettingValue;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.PageTrail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Tags of a table or a stream, as a setting. */
final class SettingTags {
    /** What reading takes of the caller's permissions. */
    static final String READ = "dynamodb:ListTagsOfResource";

    /** What writing takes of the caller's permissions. */
    static final String WRITE = "dynamodb:TagResource";

    /** AWS sets these itself, and nobody else can. */
    private static final String OF_AWS = "aws:";

    private SettingTags() {}

    /** Reads all tags but those of AWS. */
    static Reading read(DynamoDbClient client, String arn) {
        Map<String, String> tags = new HashMap<>();
        PageTrail<String> trail = new PageTrail<>();
        String next = null;
        do {
            String from = next;
            ListTagsOfResourceResponse page =
                    client.listTagsOfResource(b -> b.resourceArn(arn).nextToken(from));
            if (!page.hasTags()) {
                return SettingAnswers.incomplete(READ, arn, "without tags");
            }
            page.tags().stream()
                    .filter(tag -> tag.key() != null && !tag.key().startsWith(OF_AWS))
                    .forEach(tag -> tags.put(tag.key(), tag.value() == null ? "" : tag.value()));
            next = page.nextToken();
            if (next != null && trail.isEndless(next)) {
                return new Reading.Unreadable(
                        new Cause(Cause.Kind.BROKEN, "AWS repeated a page of " + READ + " on " + arn + "."));
            }
        } while (next != null && !next.isEmpty());
        return Reading.of(new SettingValue(tags));
    }

    /** Adds tags. */
    static void write(DynamoDbClient client, String arn, Map<String, String> tags) {
        List<Tag> all = tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        client.tagResource(b -> b.resourceArn(arn).tags(all));
    }
}
