package io.leasehold.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a sealed type permits is told apart by {@code "@type"} and its simple name, where Jackson's annotations say nothing else. */
final class SealedTypes extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private static final JsonTypeInfo.Value BY_NAME =
            JsonTypeInfo.Value.construct(JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "@type", null, false, true);

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public @Nullable TypeResolverBuilder<?> findTypeResolver(
            MapperConfig<?> config, AnnotatedClass annotated, JavaType type) {
        return type.getRawClass().isSealed() ? new StdTypeResolverBuilder().init(BY_NAME, null) : null;
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        Class<?> type = annotated.getRawType();
        if (!type.isSealed() || annotated.hasAnnotation(JsonSubTypes.class)) {
            return null;
        }
        Map<String, Class<?>> byName = new LinkedHashMap<>();
        permitted(type, byName);
        List<NamedType> named = new ArrayList<>();
        byName.forEach((name, permitted) -> named.add(new NamedType(permitted, name)));
        return named;
    }

    private static void permitted(Class<?> type, Map<String, Class<?>> byName) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            Class<?> namesake = byName.put(permitted.getSimpleName(), permitted);
            if (namesake != null && namesake != permitted) {
                throw new IllegalArgumentException(namesake.getName() + " and " + permitted.getName()
                        + " have one simple name: tell them apart by @JsonSubTypes");
            }
            if (permitted.isSealed()) {
                permitted(permitted, byName);
            }
        }
    }
}
