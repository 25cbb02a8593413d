package directory

import "github.com/google/uuid"

// The ids of the roles that are built in: UUIDs of version 8 (RFC 9562 section 5.8) that never change.
const (
	administratorRole byte = iota + 1
	technicianRole
	accountantRole
	managerRole
	standardRole
)

func builtInID(number byte) uuid.UUID { return uuid.UUID{6: 0x80, 8: 0x80, 15: number} }

// AdministratorRole is the id of the role that may do everything.
func AdministratorRole() uuid.UUID { return builtInID(administratorRole) }

// StandardRole is the id of the role of those who may look things up.
func StandardRole() uuid.UUID { return builtInID(standardRole) }

// BuiltInRoles gives the roles that every directory has.
func BuiltInRoles() []Role {
	all := make([]Permission, 0, len(Sections()))
	for _, s := range Sections() {
		all = append(all, Permission{s, Write})
	}
	role := func(number byte, name, description string, permissions ...Permission) Role {
		return Role{ID: builtInID(number), Name: name, Description: description, Permissions: permissions, BuiltIn: true, Version: 1}
	}
	return []Role{
		role(administratorRole, "Administrateur", "Tous les droits", all...),
		role(technicianRole, "Technicien", "Lignes, équipements et messageries ; consultation de l'annuaire",
			Permission{SectionDirectory, Read}, Permission{SectionLines, Write}, Permission{SectionDevices, Write}, Permission{SectionVoicemail, Write}),
		role(accountantRole, "Comptable", "Consultation des factures et de l'annuaire",
			Permission{SectionDirectory, Read}, Permission{SectionInvoices, Read}),
		role(managerRole, "Gestionnaire d'annuaire", "Annuaire, imports et exports",
			Permission{SectionDirectory, Write}, Permission{SectionImports, Write}, Permission{SectionExports, Write}),
		role(standardRole, "Utilisateur standard", "Consultation de l'annuaire",
			Permission{SectionDirectory, Read}),
	}
}
