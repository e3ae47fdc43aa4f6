package io.pitrguard.aws;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import io.pitrguard.port.Page;
import io.pitrguard.port.PageTrail;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableTags;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;

/** Reads tags: in bulk with the tagging API's {@code GetResources}, singly with {@code ListTagsOfResource}. */
public final class ResourceTags implements TableTags {
    /** What reading the tags of all tables takes of the caller's permissions. */
    public static final String BULK_ACTION = "tag:GetResources";

    /** What reading the tags from a table itself takes, on the table. */
    public static final String TABLE_ACTION = "dynamodb:ListTagsOfResource";

    private static final int PAGE = 100;
    private static final Cause NO_ARN =
            new Cause(Cause.Kind.BROKEN, "AWS answered " + BULK_ACTION + " with a resource without an ARN.");

    private final ResourceGroupsTaggingApiClient tagging;
    private final DynamoDbClient dynamoDb;

    /** Creates a reader on these clients. */
    public ResourceTags(ResourceGroupsTaggingApiClient tagging, DynamoDbClient dynamoDb) {
        this.tagging = tagging;
        this.dynamoDb = dynamoDb;
    }

    @Override
    public Result<Page<Map<String, Tags.Known>>> bulk(Optional<String> token) {
        try {
            GetResourcesResponse page = tagging.getResources(b -> b.resourceTypeFilters("dynamodb:table")
                    .resourcesPerPage(PAGE)
                    .paginationToken(token.orElse(null)));
            // An answer without the list would read as "no table has a tag".
            return page.hasResourceTagMappingList()
                    ? page(page)
                    : new Result.Failure<>(new Cause(
                            Cause.Kind.BROKEN, "AWS answered " + BULK_ACTION + " without a list of resources."));
        } catch (SdkException e) {
            return new Result.Failure<>(AwsErrors.sort(BULK_ACTION, "the tables of this region", e));
        }
    }

    private static Result<Page<Map<String, Tags.Known>>> page(GetResourcesResponse response) {
        Map<String, Tags.Known> byArn = new HashMap<>();
        Optional<Cause> gap = Optional.empty();
        for (ResourceTagMapping mapping : response.resourceTagMappingList()) {
            String arn = mapping.resourceARN();
            if (arn == null) {
                // Any table may be the one that these tags are of.
                gap = Optional.of(NO_ARN);
                continue;
            }
            Map<String, String> tags = new HashMap<>();
            mapping.tags().forEach(tag -> tags.put(orEmpty(tag.key()), orEmpty(tag.value())));
            byArn.put(arn, new Tags.Known(tags));
        }
        // The last page has an empty token, or none.
        return new Result.Success<>(new Page<>(
                Map.copyOf(byArn),
                Optional.ofNullable(response.paginationToken()).filter(t -> !t.isEmpty()),
                gap));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public Tags of(TableRef table) {
        Map<String, String> tags = new HashMap<>();
        PageTrail<String> trail = new PageTrail<>();
        String next = null;
        try {
            do {
                String token = next;
                ListTagsOfResourceResponse page = dynamoDb.listTagsOfResource(
                        b -> b.resourceArn(table.arn()).nextToken(token));
                if (!page.hasTags()) {
                    return new Tags.Unreadable(new Cause(
                            Cause.Kind.BROKEN,
                            "AWS answered dynamodb:ListTagsOfResource on " + table.name()
                                    + " without a list of tags."));
                }
                page.tags().forEach(tag -> tags.put(orEmpty(tag.key()), orEmpty(tag.value())));
                next = page.nextToken();
                if (next != null && trail.isEndless(next)) {
                    return new Tags.Unreadable(new Cause(
                            Cause.Kind.BROKEN,
                            "AWS repeated a page of dynamodb:ListTagsOfResource on " + table.name() + "."));
                }
            } while (next != null && !next.isEmpty());
            return new Tags.Known(tags);
        } catch (SdkException e) {
            return new Tags.Unreadable(AwsErrors.sort(TABLE_ACTION, table.name(), e));
        }
    }
}
