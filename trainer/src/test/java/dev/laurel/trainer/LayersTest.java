package dev.laurel.trainer;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.laurel.trainer", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule SERVICES_MEET_IN_TOPICS_ONLY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.laurel.ingest..", "dev.laurel.scorer..", "dev.laurel.command..");

    @ArchTest
    static final ArchRule DECISIONS_KNOW_NEITHER_KAFKA_NOR_TIME = noClasses()
            .that()
            .resideInAPackage("..promotion..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache..", "java.time..", "java.io..", "java.nio..", "dev.laurel.schema..");

    @ArchTest
    static final ArchRule KAFKA_IS_MET_IN_FEW_PLACES = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.laurel.trainer.TrainerWiring")
            .and()
            .resideOutsideOfPackages("..window..", "..publish..", "..erase.topic..", "..rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule QUARKUS_IS_MET_AT_THE_EDGE = noClasses()
            .that()
            .resideInAnyPackage("..window..", "..promotion..", "..publish..", "..train..", "..line..", "..run..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..", "dev.laurel.trainer", "..rest..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.laurel.trainer.(*)..").should().beFreeOfCycles();
}
