package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.TableTags;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.JsonProtocol;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Resource Groups Tagging API (API version 2017-01-26), which knows the tables of the sandbox only. */
public final class Tagging implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "tag",
            new ErrorCodes.Code("ThrottledException", 400),
            new ErrorCodes.Code("AccessDeniedException", 400),
            new ErrorCodes.Code("ExpiredTokenException", 400),
            new ErrorCodes.Code("InternalServiceException", 500),
            new ErrorCodes.Code("InvalidParameterException", 400),
            new ErrorCodes.Code("ResourceNotFoundException", 400));

    private static final int MOST_PER_PAGE = 100;
    private static final long DEFAULT_PER_PAGE = 50;

    private final Protocol protocol = new JsonProtocol("1.1", "");

    @Override
    public String id() {
        return "ResourceGroupsTaggingAPI_20170126";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("GetResources", Tagging::getResources);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        return ERRORS.refusal(effect, target, "*");
    }

    /** Omits resources that never had a tag, shows those that lost theirs (API reference, GetResources). */
    private static ObjectNode getResources(Input input, Account account) {
        int limit = resourcesPerPage(input);
        List<TagFilter> filters =
                input.structures("TagFilters").stream().map(TagFilter::of).toList();
        String start = input.text("PaginationToken").map(Tagging::decode).orElse("");
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("ResourceTagMappingList");
        String last = "";
        for (String name : asksForTables(input) ? account.tables().namesForTagging(start) : List.<String>of()) {
            TableTags.Snapshot tags = shown(name, account);
            if (!tags.ever() || !filters.stream().allMatch(filter -> filter.passes(tags.tags()))) {
                continue;
            }
            if (list.size() == limit) {
                return answer.put("PaginationToken", encode(last));
            }
            last = name;
            TableViews.tags(
                    tags.tags(),
                    list.addObject().put("ResourceARN", account.location().table(last)));
        }
        return answer.put("PaginationToken", "");
    }

    /** A table that was deleted may be listed with its tags for long, also once another table has its name. */
    private static TableTags.Snapshot shown(String name, Account account) {
        return account.tables()
                .formerTags(name)
                .orElseGet(() -> account.tables()
                        .find(name)
                        .map(table -> table.tags().shownByTaggingApi(account.now()))
                        .orElse(TableTags.NONE.current()));
    }

    private record TagFilter(String key, List<String> values) {

        static TagFilter of(Input filter) {
            String key = filter.text("Key").orElseThrow(() -> invalid("TagFilters: Key is required"));
            return new TagFilter(key, filter.texts("Values"));
        }

        boolean passes(Map<String, String> tags) {
            String value = tags.get(key);
            return value != null && (values.isEmpty() || values.contains(value));
        }
    }

    private static boolean asksForTables(Input input) {
        List<String> types = input.texts("ResourceTypeFilters");
        return types.isEmpty() || types.contains("dynamodb") || types.contains("dynamodb:table");
    }

    private static int resourcesPerPage(Input input) {
        Optional<Long> given = input.number("ResourcesPerPage");
        if (given.isPresent() && input.has("TagsPerPage")) {
            throw invalid("ResourcesPerPage and TagsPerPage can not both be specified");
        }
        long limit = given.orElse(DEFAULT_PER_PAGE);
        if (limit < 1 || limit > MOST_PER_PAGE) {
            throw invalid("ResourcesPerPage must be between 1 and " + MOST_PER_PAGE);
        }
        return (int) limit;
    }

    private static ServiceError invalid(String message) {
        return ServiceError.client("InvalidParameterException", message);
    }

    private static String encode(String name) {
        return Base64.getUrlEncoder().encodeToString(name.getBytes(UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("The PaginationToken is not valid");
        }
    }
}
