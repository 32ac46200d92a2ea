package uk.childpathways.desk;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.childpathways.vocabulary.contract.NamedValues;
import uk.childpathways.vocabulary.contract.ValueKind;

/** The groups of the start list, as models spell them. */
@Configuration(proxyBeanMethods = false)
class NamesOfStartGroups {

    @Bean
    NamedValues startGroupNames() {
        Map<String, String> meanings = new LinkedHashMap<>();
        StartGroup.named().forEach((key, title) -> meanings.put(key, "Stands under “" + title + "”."));
        return new NamedValues.Listed(ValueKind.START_GROUP, meanings);
    }
}
