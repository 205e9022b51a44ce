"""Invented lists in the published forms: the parties are those of the sample archive, and nobody else."""

from __future__ import annotations

import json

UN = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<CONSOLIDATED_LIST dateGenerated="2014-03-01T00:00:00.000Z">
  <INDIVIDUALS>
    <INDIVIDUAL>
      <FIRST_NAME>IDRIS</FIRST_NAME><SECOND_NAME>SALIM</SECOND_NAME><THIRD_NAME>QASIMI</THIRD_NAME>
      <UN_LIST_TYPE>Sarwan</UN_LIST_TYPE><REFERENCE_NUMBER>SWi.017</REFERENCE_NUMBER><LISTED_ON>2010-02-03</LISTED_ON>
      <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Abou Salem el-Marwahi</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Hakim al-Bahri</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY></QUALITY><ALIAS_NAME></ALIAS_NAME><DATE_OF_BIRTH>1969</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>
    </INDIVIDUAL>
    <INDIVIDUAL>
      <NAME_ORIGINAL_SCRIPT>صالح منصور</NAME_ORIGINAL_SCRIPT>
      <FIRST_NAME>SALEH</FIRST_NAME><SECOND_NAME>MANSOUR</SECOND_NAME>
      <UN_LIST_TYPE>Sarwan</UN_LIST_TYPE><REFERENCE_NUMBER>SWi.003</REFERENCE_NUMBER>
      <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Abu Hatim</ALIAS_NAME></INDIVIDUAL_ALIAS>
    </INDIVIDUAL>
    <INDIVIDUAL>
      <FIRST_NAME>YUSEF</FIRST_NAME><SECOND_NAME>AL HADRAWY</SECOND_NAME>
      <UN_LIST_TYPE>Sarwan</UN_LIST_TYPE><REFERENCE_NUMBER>SWi.022</REFERENCE_NUMBER>
    </INDIVIDUAL>
    <INDIVIDUAL>
      <FIRST_NAME>BASHEER</FIRST_NAME><SECOND_NAME>TAHAN</SECOND_NAME>
      <UN_LIST_TYPE>Sarwan</UN_LIST_TYPE><REFERENCE_NUMBER>SWi.040</REFERENCE_NUMBER>
    </INDIVIDUAL>
    <INDIVIDUAL>
      <FIRST_NAME>BASHIR</FIRST_NAME><SECOND_NAME>TAHHAN</SECOND_NAME>
      <UN_LIST_TYPE>Sarwan</UN_LIST_TYPE><REFERENCE_NUMBER>SWi.041</REFERENCE_NUMBER>
    </INDIVIDUAL>
    <INDIVIDUAL>
      <FIRST_NAME>MOURAD</FIRST_NAME><SECOND_NAME>GHAZLANI</SECOND_NAME>
      <UN_LIST_TYPE>Sarwan</UN_LIST_TYPE><REFERENCE_NUMBER>SWi.050</REFERENCE_NUMBER>
    </INDIVIDUAL>
  </INDIVIDUALS>
  <ENTITIES>
    <ENTITY>
      <FIRST_NAME>EMIRATE OF THE THREE WELLS</FIRST_NAME>
      <UN_LIST_TYPE>Sarwan</UN_LIST_TYPE><REFERENCE_NUMBER>SWe.004</REFERENCE_NUMBER>
      <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Imarat al-Abar al-Thalatha (ETW)</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>The Council of the Salt Coast</ALIAS_NAME></ENTITY_ALIAS>
    </ENTITY>
  </ENTITIES>
</CONSOLIDATED_LIST>
"""

OFAC = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>03/01/2014</Publish_Date><Record_Count>3</Record_Count></publshInformation>
  <sdnEntry><uid>17</uid><firstName>Idris</firstName><lastName>QASIMI</lastName><sdnType>Individual</sdnType>
    <remarks>Surveyor of the salt works.</remarks>
    <programList><program>SALT</program></programList>
    <idList><id><uid>5</uid><idType>Passport</idType><idNumber>S 1234</idNumber><idCountry>Sarwan</idCountry></id></idList>
    <dateOfBirthList><dateOfBirthItem><uid>3</uid><dateOfBirth>circa 1969</dateOfBirth></dateOfBirthItem></dateOfBirthList>
    <placeOfBirthList><placeOfBirthItem><uid>4</uid><placeOfBirth>Marsa Dimsar, Sarwan</placeOfBirth></placeOfBirthItem></placeOfBirthList>
    <akaList><aka><uid>1</uid><type>a.k.a.</type><category>strong</category><lastName>AL-MARWAHI</lastName><firstName>Abu Salim</firstName></aka>
    <aka><uid>2</uid><type>a.k.a.</type><category>weak</category><lastName>THE SURVEYOR</lastName></aka></akaList>
  </sdnEntry>
  <sdnEntry><uid>4</uid><lastName>EMIRATE OF THE THREE WELLS</lastName><sdnType>Entity</sdnType></sdnEntry>
  <sdnEntry><uid>9</uid><lastName>GULL</lastName><sdnType>Vessel</sdnType></sdnEntry>
</sdnList>
"""

#: The same parties in the "advanced" form, where everything stands once and numbers point to it. Its numbers are invented too.
OFAC_ADVANCED = """<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns="https://example.org/ADVANCED_XML" Version="3">
  <DateOfIssue CalendarTypeID="1"><Year>2014</Year><Month>6</Month><Day>2</Day></DateOfIssue>
  <ReferenceValueSets>
    <AliasTypeValues><AliasType ID="1">A.K.A.</AliasType><AliasType ID="2">F.K.A.</AliasType><AliasType ID="3">N.K.A.</AliasType>
      <AliasType ID="4">Name</AliasType></AliasTypeValues>
    <CountryValues><Country ID="7" ISO2="SW">Sarwan</Country></CountryValues>
    <DetailReferenceValues><DetailReference ID="8">Male</DetailReference></DetailReferenceValues>
    <FeatureTypeValues><FeatureType ID="10">Birthdate</FeatureType><FeatureType ID="11">Place of Birth</FeatureType>
      <FeatureType ID="12">Gender</FeatureType><FeatureType ID="13">Location</FeatureType></FeatureTypeValues>
    <IDRegDocTypeValues><IDRegDocType ID="20">Passport</IDRegDocType></IDRegDocTypeValues>
    <NamePartTypeValues><NamePartType ID="30">Last Name</NamePartType><NamePartType ID="31">First Name</NamePartType>
      <NamePartType ID="32">Entity Name</NamePartType></NamePartTypeValues>
    <PartySubTypeValues><PartySubType ID="40" PartyTypeID="50">Unknown</PartySubType><PartySubType ID="41" PartyTypeID="51">Unknown</PartySubType>
      <PartySubType ID="42" PartyTypeID="52">Vessel</PartySubType></PartySubTypeValues>
    <PartyTypeValues><PartyType ID="50">Individual</PartyType><PartyType ID="51">Entity</PartyType><PartyType ID="52">Transport</PartyType></PartyTypeValues>
    <SanctionsTypeValues><SanctionsType ID="60">Program</SanctionsType><SanctionsType ID="61">Block</SanctionsType></SanctionsTypeValues>
    <ScriptValues><Script ID="70" ScriptCode="Latn">Latin</Script><Script ID="71" ScriptCode="Arab">Arabic</Script>
      <Script ID="72" ScriptCode="Hans">Chinese Simplified</Script></ScriptValues>
  </ReferenceValueSets>
  <Locations>
    <Location ID="80"><LocationPart LocPartTypeID="1"><LocationPartValue Primary="true"><Value>Marsa Dimsar</Value></LocationPartValue></LocationPart>
      <LocationCountry CountryID="7" /></Location>
  </Locations>
  <IDRegDocuments>
    <IDRegDocument ID="90" IDRegDocTypeID="20" IdentityID="171" IssuedBy-CountryID="7"><IDRegistrationNo>S 1234</IDRegistrationNo></IDRegDocument>
  </IDRegDocuments>
  <DistinctParties>
    <DistinctParty FixedRef="17"><Comment>Surveyor of the salt works.</Comment>
      <Profile ID="170" PartySubTypeID="40">
        <Identity ID="171" FixedRef="17" Primary="true" False="false">
          <Alias AliasTypeID="1" Primary="false" LowQuality="false"><DocumentedName ID="3">
            <DocumentedNamePart><NamePartValue NamePartGroupID="201" ScriptID="70">AL-MARWAHI</NamePartValue></DocumentedNamePart>
            <DocumentedNamePart><NamePartValue NamePartGroupID="202" ScriptID="70">Abu Salim</NamePartValue></DocumentedNamePart>
          </DocumentedName></Alias>
          <Alias AliasTypeID="4" Primary="true" LowQuality="false">
            <DocumentedName ID="1">
              <DocumentedNamePart><NamePartValue NamePartGroupID="201" ScriptID="70">QASIMI</NamePartValue></DocumentedNamePart>
              <DocumentedNamePart><NamePartValue NamePartGroupID="202" ScriptID="70">Idris</NamePartValue></DocumentedNamePart>
            </DocumentedName>
            <DocumentedName ID="2">
              <DocumentedNamePart><NamePartValue NamePartGroupID="201" ScriptID="71">قاسمي</NamePartValue></DocumentedNamePart>
              <DocumentedNamePart><NamePartValue NamePartGroupID="202" ScriptID="71">إدريس</NamePartValue></DocumentedNamePart>
            </DocumentedName>
          </Alias>
          <Alias AliasTypeID="1" Primary="false" LowQuality="true"><DocumentedName ID="4">
            <DocumentedNamePart><NamePartValue NamePartGroupID="201" ScriptID="70">THE SURVEYOR</NamePartValue></DocumentedNamePart>
          </DocumentedName></Alias>
          <Alias AliasTypeID="2" Primary="false" LowQuality="false"><DocumentedName ID="5">
            <DocumentedNamePart><NamePartValue NamePartGroupID="201" ScriptID="72">卡西米</NamePartValue></DocumentedNamePart>
            <DocumentedNamePart><NamePartValue NamePartGroupID="202" ScriptID="72">伊德里斯</NamePartValue></DocumentedNamePart>
          </DocumentedName></Alias>
          <NamePartGroups><MasterNamePartGroup><NamePartGroup ID="201" NamePartTypeID="30" /></MasterNamePartGroup>
            <MasterNamePartGroup><NamePartGroup ID="202" NamePartTypeID="31" /></MasterNamePartGroup></NamePartGroups>
        </Identity>
        <Feature ID="1" FeatureTypeID="10"><FeatureVersion ID="1"><Comment /><DatePeriod CalendarTypeID="1">
          <Start Approximate="true"><From><Year>1969</Year><Month>1</Month><Day>1</Day></From><To><Year>1969</Year><Month>1</Month><Day>1</Day></To></Start>
          <End Approximate="true"><From><Year>1969</Year><Month>12</Month><Day>31</Day></From><To><Year>1969</Year><Month>12</Month><Day>31</Day></To></End>
        </DatePeriod></FeatureVersion></Feature>
        <Feature ID="2" FeatureTypeID="11"><FeatureVersion ID="2"><VersionLocation LocationID="80" /></FeatureVersion></Feature>
        <Feature ID="3" FeatureTypeID="12"><FeatureVersion ID="3"><VersionDetail DetailReferenceID="8" /></FeatureVersion></Feature>
      </Profile>
    </DistinctParty>
    <DistinctParty FixedRef="4"><Comment />
      <Profile ID="40" PartySubTypeID="41">
        <Identity ID="41" Primary="true"><Alias AliasTypeID="4" Primary="true" LowQuality="false"><DocumentedName ID="6">
            <DocumentedNamePart><NamePartValue NamePartGroupID="203" ScriptID="70">EMIRATE OF THE THREE WELLS</NamePartValue></DocumentedNamePart>
          </DocumentedName></Alias>
          <Alias AliasTypeID="3" Primary="false" LowQuality="false"><DocumentedName ID="7">
            <DocumentedNamePart><NamePartValue NamePartGroupID="203" ScriptID="70">HOUSE OF THE FOUR WELLS</NamePartValue></DocumentedNamePart>
          </DocumentedName></Alias>
          <NamePartGroups><MasterNamePartGroup><NamePartGroup ID="203" NamePartTypeID="32" /></MasterNamePartGroup></NamePartGroups></Identity>
        <Feature ID="4" FeatureTypeID="13"><FeatureVersion ID="4"><VersionLocation LocationID="80" /></FeatureVersion></Feature>
      </Profile>
    </DistinctParty>
    <DistinctParty FixedRef="9"><Profile ID="90" PartySubTypeID="42">
      <Identity ID="91" Primary="true"><Alias AliasTypeID="4" Primary="true" LowQuality="false"><DocumentedName ID="8">
        <DocumentedNamePart><NamePartValue ScriptID="70">GULL</NamePartValue></DocumentedNamePart></DocumentedName></Alias></Identity></Profile>
    </DistinctParty>
  </DistinctParties>
  <ProfileRelationships><ProfileRelationship ID="1" From-ProfileID="170" To-ProfileID="40" RelationTypeID="1" /></ProfileRelationships>
  <SanctionsEntries>
    <SanctionsEntry ID="1" ProfileID="170" ListID="1"><EntryEvent ID="1" EntryEventTypeID="1">
      <Date CalendarTypeID="1"><Year>2010</Year><Month>2</Month><Day>3</Day></Date></EntryEvent>
      <SanctionsMeasure ID="1" SanctionsTypeID="61"><Comment /></SanctionsMeasure>
      <SanctionsMeasure ID="2" SanctionsTypeID="60"><Comment>SALT</Comment></SanctionsMeasure></SanctionsEntry>
  </SanctionsEntries>
</Sanctions>
"""

ENTITIES = "\n".join(
    json.dumps(x, ensure_ascii=False)
    for x in (
        {
            "id": "sw-17",
            "schema": "Person",
            "properties": {
                "name": ["Idris Qasimi"],
                "alias": ["أبو سالم المروحي"],
                "weakAlias": ["the Surveyor"],
                "birthDate": ["1969"],
                "program": ["SALT"],
            },
        },
        {"id": "sw-4", "schema": "Organization", "properties": {"name": ["Emirate of the Three Wells"], "abbreviation": ["ETW"]}},
        {"id": "sw-5", "schema": "LegalEntity", "properties": {"name": ["Salt Brigade"], "previousName": ["Liwa al-Milh"]}},
        {"id": "ad-1", "schema": "Address", "properties": {"full": ["Marsa Dimsar"]}},
        {"id": "sw-6", "schema": "Person", "properties": {}},
    )
)
