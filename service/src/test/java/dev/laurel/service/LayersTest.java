package dev.laurel.service;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.laurel.service", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule knowsNoDomain = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("dev.laurel..")
                    .and(not(resideInAnyPackage("dev.laurel.service..", "dev.laurel.schema.."))))
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.avro..", "ai.djl..", "org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule doorsAndProblemsKnowNoKafka = noClasses()
            .that()
            .resideInAnyPackage("..service.http..", "..service.problem..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "..service.client..", "..service.start..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.laurel.service.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule problemsKnowNoDoor = noClasses()
            .that()
            .resideInAPackage("..service.problem..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..service.http..");
}
